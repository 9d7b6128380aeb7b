import { randomBytes } from 'node:crypto';
import { expectUpload, readExpected, uploadArrived } from '../../flows/expected.ts';
import { entryOf, rejectsOf, reportOf } from '../../flows/reports.ts';
import { trusted, type UploadId } from '../../model/ids.ts';
import type { UploadView } from '../../model/upload.ts';
import type { Edition } from '../../ports/edition.ts';
import type { UploadDoor } from '../../ports/upload-door.ts';
import { words } from '../../model/words.ts';
import { answer, list, mapOf, orNull, text, written, type Schema } from '../json-schema.ts';
import { uploadParam, wholeOf } from '../parameters.ts';
import { Refused } from '../problem.ts';
import { safeName, withReceived } from '../receive.ts';
import { replyJson, replyTagged, replyText } from '../reply.ts';
import type { Call, Route } from '../route.ts';
import { reportSchema, uploadSchema } from '../schemas/report.ts';
import { signToken, readToken } from '../tokens.ts';
import { shownEntries, viewOf, viewOfExpected } from '../uploads-view.ts';
import { soon } from '../soon.ts';

const TICKET_MS = 15 * 60_000;
const addressSchema: Schema = written({ upload: text, url: text, method: { enum: ['PUT', 'POST'] }, headers: mapOf(text), fields: mapOf(text) }, ['upload', 'url', 'method', 'headers']);

export interface UploadRouteOptions {
  /** Where bytes are received on one machine; null where a bucket takes them. */
  readonly tmp: string | null;
  readonly maxBytes: number;
  /** Where announced files are sent, if not here: a bucket. */
  readonly door?: UploadDoor | undefined;
}

/** On one machine the API takes the bytes itself, at an address with a ticket. */
const ticketDoor = ({ secrets, clock }: Pick<Edition, 'secrets' | 'clock'>): UploadDoor => ({
  async open({ merchant, upload, file, bytes }) {
    const ticket = await signToken(secrets, 'upload', merchant, { upload, file, bytes }, clock.nowMs() + TICKET_MS);
    return { url: `/v1/uploads/${upload}/content?ticket=${ticket}`, method: 'PUT', headers: { 'content-type': 'application/octet-stream' } };
  },
});

export function uploadRoutes({ tmp, maxBytes, door }: UploadRouteOptions): Route[] {
  const announced: Schema = written({ file: { type: 'string', minLength: 1, maxLength: 1000 }, bytes: { type: 'integer', minimum: 0 } }, ['file', 'bytes'], { examples: [{ file: '退款.csv', bytes: 18_233 }] });
  const content: Route = {
    method: 'put', path: '/v1/uploads/{id}/content', scopes: null, params: { id: uploadParam },
    query: { ticket: { schema: text, does: words('申请上传时给出的凭证，15 分钟内有效', 'The ticket in the address that was given; good for 15 minutes'), example: '…', required: true } },
    summary: words('按给出的地址上传文件内容，字节数必须一致', 'The bytes, to the address that was given; exactly as many as announced'),
    answer: { status: 204 }, problems: ['bad_ticket', 'wrong_length', 'already_received'],
    handle: (call) => receiveContent(call, tmp ?? ''),
  };
  return [
    {
      method: 'post', path: '/v1/uploads', scopes: ['upload'], body: announced,
      summary: words('申请上传：得到一个限时、限长度的地址；有 fields 时以表单发送，文件放在最后的 file 字段', 'Announces a file; answers an address for exactly those bytes, for a short time. With `fields`: a form, these first, then the file as `file`'),
      answer: { status: 201, schema: addressSchema }, problems: ['bad_document', 'too_large'],
      async handle(call) {
        const [file, bytes] = [safeName(String(field(call.body, 'file'))), Number(field(call.body, 'bytes'))];
        if (bytes > maxBytes) throw new Refused('too_large', `≤ ${maxBytes}`);
        const upload = trusted<UploadId>(`u_${randomBytes(12).toString('hex')}`);
        await expectUpload(call.edition, call.merchant, { upload, file, bytes, announcedMs: call.edition.clock.nowMs() });
        const address = await (door ?? ticketDoor(call.edition)).open({ merchant: call.merchant, upload, file, bytes });
        return replyJson({ upload, ...address }, { status: 201, headers: { location: `/v1/uploads/${upload}` } });
      },
    },
    ...(tmp === null ? [] : [content]),
    {
      method: 'get', path: '/v1/uploads', scopes: ['read', 'upload'], summary: words('所有上传及进度，新的在前', 'All uploads with their progress, newest first'),
      query: {
        limit: { schema: { type: 'integer', minimum: 1, maximum: 500 }, does: words('每页条数，默认 100', 'How many; default 100'), example: '100' },
        cursor: { schema: text, does: words('上一页给出的 next', 'The `next` of the page before'), example: 'MTI' },
      },
      answer: { status: 200, schema: answer({ uploads: list(uploadSchema), next: orNull(text) }) }, problems: ['bad_parameter'],
      async handle(call) {
        const limit = wholeOf(call, 'limit', 100, 500);
        const before = cursorOf(call.query('cursor'));
        const entries = await call.edition.ledger.list(call.merchant);
        const mine = shownEntries(entries).reverse().filter((entry) => entry.orderKey < before);
        const expected = before === Number.POSITIVE_INFINITY ? await expectedViews(call, new Set(entries.map((e) => e.upload))) : [];
        const page = mine.slice(0, limit);
        const last = page.at(-1);
        const next = mine.length > limit && last !== undefined ? Buffer.from(String(last.orderKey)).toString('base64url') : null;
        return replyTagged(JSON.stringify({ uploads: [...expected, ...page.map(viewOf)], next }), call.header('if-none-match'));
      },
    },
    {
      method: 'get', path: '/v1/uploads/{id}', scopes: ['read', 'upload'], params: { id: uploadParam }, summary: words('一个上传及进度', 'One upload with its progress'),
      answer: { status: 200, schema: uploadSchema }, problems: ['not_found'],
      handle: async (call) => replyTagged(JSON.stringify(await viewOrExpected(call)), call.header('if-none-match')),
    },
    {
      method: 'get', path: '/v1/uploads/{id}/report', scopes: ['read', 'upload'], params: { id: uploadParam },
      summary: words('质量报告：每一行的去向', 'The quality report: what happened to every row'), answer: { status: 200, schema: reportSchema }, problems: ['not_found'],
      async handle(call) {
        const report = await reportOf(call.edition, call.merchant, call.param('id'));
        if (report === null) throw new Refused('not_found', 'not read yet');
        return replyTagged(JSON.stringify(report), call.header('if-none-match'));
      },
    },
    {
      method: 'get', path: '/v1/uploads/{id}/rejects.csv', scopes: ['read', 'upload'], params: { id: uploadParam },
      summary: words('未接收的行，改正后可再次上传', 'The rejected rows as a CSV, to correct and send again'), answer: { status: 200, type: 'text/csv; charset=utf-8', schema: text }, problems: ['not_found'],
      async handle(call) {
        const csv = await rejectsOf(call.edition, call.merchant, call.param('id'));
        return replyTagged(csv.startsWith('\ufeff') || csv === '' ? csv : `\ufeff${csv}`, call.header('if-none-match'), {
          type: 'text/csv; charset=utf-8', headers: { 'content-disposition': 'attachment; filename="rejects.csv"' },
        });
      },
    },
    {
      method: 'put', path: '/v1/uploads/{id}/answers', scopes: ['upload'], params: { id: uploadParam },
      summary: words('回答待确认的问题，随后立即读入；同表头的文件以后照此处理', 'Answers what an upload asks, and takes it in; remembered for files with that header'),
      body: { ...mapOf({ type: 'string', maxLength: 200 }), maxProperties: 50, examples: [{ q1: 'dmy' }] }, answer: { status: 200, schema: reportSchema }, problems: ['not_found', 'bad_document'],
      async handle(call) {
        const entry = await entryOf(call.edition, call.merchant, call.param('id'));
        const answers = Object.fromEntries(Object.entries(Object(call.body)).map(([question, choice]) => [question, String(choice)]));
        return soon(call.jobs.answer(call.merchant, entry.upload, answers), async () => viewOrExpected(call));
      },
    },
    {
      method: 'delete', path: '/v1/uploads/{id}', scopes: ['upload'], params: { id: uploadParam },
      summary: words('撤回传错的文件，被它替换的内容恢复', 'Takes a wrong file back; what it had replaced returns'), answer: { status: 200, schema: uploadSchema }, problems: ['not_found'],
      async handle(call) {
        const entry = await entryOf(call.edition, call.merchant, call.param('id'));
        return soon(call.jobs.withdraw(call.merchant, entry.upload).then(() => viewOrExpected(call)), async () => viewOrExpected(call));
      },
    },
  ];
}

async function receiveContent(call: Call, tmp: string): Promise<Response> {
  const { edition } = call;
  const ticket = await readToken(edition.secrets, 'upload', call.query('ticket') ?? '', edition.clock.nowMs());
  const upload = ticket === null ? null : field(ticket.payload, 'upload');
  if (ticket === null || upload !== call.param('id')) throw new Refused('bad_ticket');
  const { merchant, payload } = ticket;
  const [id, file] = [trusted<UploadId>(String(upload)), String(field(payload, 'file'))];
  if ((await edition.ledger.get(merchant, id)) !== null) throw new Refused('already_received');
  await withReceived(call.request, Number(field(payload, 'bytes')), tmp, async (path) => {
    const drop = await edition.drops.put(merchant, `${id}/${file}`, path);
    await edition.ledger.register(drop, edition.clock.nowMs());
  });
  await uploadArrived(edition, merchant, id);
  void call.jobs.wake(merchant).catch(() => undefined);
  return replyText(null, { status: 204 });
}

async function expectedViews(call: Call, arrived: ReadonlySet<string>): Promise<UploadView[]> {
  return (await readExpected(call.edition, call.merchant)).filter((one) => !arrived.has(one.upload)).reverse().map(viewOfExpected);
}

/** The same 404 for an upload that is nobody's and one that is somebody else's. */
async function viewOrExpected(call: Call): Promise<UploadView> {
  const id = trusted<UploadId>(call.param('id'));
  const entry = await call.edition.ledger.get(call.merchant, id);
  if (entry !== null) return viewOf(entry);
  const expected = (await expectedViews(call, new Set())).find((one) => one.upload === id);
  if (expected === undefined) throw new Refused('not_found');
  return expected;
}

function cursorOf(cursor: string | null): number {
  if (cursor === null) return Number.POSITIVE_INFINITY;
  const n = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!/^\d{1,15}$/.test(n)) throw new Refused('bad_parameter', 'cursor');
  return Number(n);
}

const field = (value: unknown, name: string): unknown => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined);
