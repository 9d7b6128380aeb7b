import { setReason } from '../../flows/corrections.ts';
import { entryOf } from '../../flows/reports.ts';
import { changeSettings, readSettings } from '../../flows/settings.ts';
import { reasons } from '../../model/reasons.ts';
import { words } from '../../model/words.ts';
import { answer, list, mapOf, oneOf, orNull, text, written } from '../json-schema.ts';
import { Refused } from '../problem.ts';
import { replyTagged } from '../reply.ts';
import type { Call, Route } from '../route.ts';
import { checkedMapping, checkedSettings } from '../schemas.ts';
import { mappingSchema } from '../schemas/mapping.ts';
import { reportSchema } from '../schemas/report.ts';
import { settingsSchema } from '../schemas/settings.ts';
import { soon } from '../soon.ts';

export const settingsRoutes: readonly Route[] = [
  {
    method: 'get', path: '/v1/settings', scopes: ['read'], summary: words('当前设置', 'The settings in force'), answer: { status: 200, schema: settingsSchema },
    async handle(call) {
      const { settings } = await readSettings(call.edition, call.merchant);
      return replyTagged(JSON.stringify(settings), call.header('if-none-match'));
    },
  },
  {
    method: 'put', path: '/v1/settings', scopes: ['admin', 'settings'], summary: words('更改设置；未写的保持不变，随后重新发布', 'Changes settings: what is not said stays; published again'),
    body: { ...settingsSchema, examples: [{ windows: { problem_days: 60 }, preset: 'cautious' }] }, answer: { status: 200, schema: settingsSchema }, problems: ['bad_document'],
    async handle(call) {
      const checked = checkedSettings(call.body);
      if (!checked.ok) throw new Refused('bad_document', checked.problem);
      const { settings } = await changeSettings(call.edition, call.merchant, checked.value);
      return soon(call.jobs.publish(call.merchant).then(() => settings), async () => settings);
    },
  },
  {
    method: 'put', path: '/v1/mappings/{source}', scopes: ['upload'],
    params: { source: { schema: text, does: words('待确认的上传编号，或报告里的表头签名 signature', 'A held upload’s id, or the header’s `signature` in its report'), example: '4be1f0a29c77d3e8' } },
    summary: words('给一种表头手工映射；以后同样表头的文件照此读入', 'A mapping by hand for one header; every file with that header is read by it'),
    body: { ...mappingSchema, examples: [{ columns: { 退款单号: 'case_id', 退款金额: 'refund', 申请时间: 'opened_at' }, table: 'cases', constants: { currency: 'CNY' } }] },
    answer: { status: 200, schema: answer({ signature: orNull(text), reports: list(reportSchema) }) }, problems: ['not_found', 'bad_document'],
    async handle(call) {
      const checked = checkedMapping(call.body);
      if (!checked.ok) throw new Refused('bad_document', checked.problem);
      const source = call.param('source');
      if (/^[0-9a-f]{16}$/.test(source)) {
        return soon(call.jobs.mapSignature(call.merchant, source, checked.value).then((reports) => ({ signature: source, reports })), async () => ({ signature: source, reports: [] }));
      }
      const entry = await entryOf(call.edition, call.merchant, source);
      return soon(call.jobs.map(call.merchant, entry.upload, checked.value).then((report) => ({ signature: report.signature, reports: [report] })), async () => ({ signature: null, reports: [] }));
    },
  },
  {
    method: 'put', path: '/v1/reasons/{raw}', scopes: ['admin', 'settings'],
    params: { raw: { schema: { ...text, maxLength: 500 }, does: words('导出文件里的原文，例如报告中未识别的原因', 'The raw reason as the files say it'), example: '7天无理由-其他' } },
    summary: words('把一个原文原因归到分类；历史随之更新', 'Maps a raw reason to the taxonomy; history follows'),
    body: written({ reason: orNull(oneOf(...reasons.map(({ code }) => code))) }, ['reason'], { examples: [{ reason: 'no_reason_7_days' }] }),
    answer: { status: 200, schema: answer({ reasons: mapOf(text) }) }, problems: ['bad_document'],
    async handle(call) {
      const raw = call.param('raw');
      if (raw.trim() === '' || raw.length > 500) throw new Refused('bad_parameter', 'raw');
      const map = await setReason(call.edition, call.merchant, raw, reasonIn(call));
      return soon(call.jobs.publish(call.merchant).then(() => ({ reasons: map })), async () => ({ reasons: map }));
    },
  },
];

function reasonIn(call: Call): string | null {
  const reason: unknown = Reflect.get(Object(call.body), 'reason');
  return typeof reason === 'string' ? reason : null;
}
