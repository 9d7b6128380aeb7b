import { cubeDimensions } from '../../model/boards/cube.ts';
import { viewNames } from '../../model/boards/views.ts';
import { words } from '../../model/words.ts';
import { examineEntry, grantIn, signGrant, type Grant } from '../embed.ts';
import { answer, count, list, oneOf, orNull, text, written, type Schema } from '../json-schema.ts';
import { localeOf } from '../locale.ts';
import { Refused } from '../problem.ts';
import { replyJson } from '../reply.ts';
import type { Call, Route } from '../route.ts';

const values: Schema = list({ type: 'string', maxLength: 200 }, { minItems: 1, maxItems: 50 });
const filters: Schema = written(Object.fromEntries(cubeDimensions.map((dimension) => [dimension, values])));
const grant = { boards: list(oneOf(...viewNames), { minItems: 1, maxItems: viewNames.length }), filters };
const fresh = { headers: { 'cache-control': 'no-store' } } as const;

export const embedRoutes: readonly Route[] = [
  {
    method: 'post', path: '/v1/embed-tokens', scopes: ['embed'],
    summary: words('为一位读者签发嵌入令牌：一分钟内打开看板，只能看到给定的看板与数据', 'A token for one reader of an embedded board: opens it within a minute, and shows these boards and this part of the data only'),
    body: written({ ...grant, locale: { type: 'string', maxLength: 35, pattern: '^[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*$', description: 'zh-CN, en, …' } }, ['boards'], { examples: [{ boards: ['overview', 'problems'], filters: { channel: ['douyin'] }, locale: 'zh-CN' }] }),
    answer: { status: 200, schema: answer({ token: text, expires_in: count, ...grant, locale: orNull(oneOf('zh', 'en')) }) }, problems: ['bad_document'],
    async handle(call) {
      const asked = Object(call.body);
      const given = grantIn({ ...asked, locale: typeof asked.locale === 'string' ? localeOf(asked.locale.replace('_', '-')) : undefined });
      if (given === null) throw new Refused('bad_document');
      // The session that it opens is a little longer: refused now, not in the reader's page.
      const [{ text: token, expiresIn }] = await Promise.all([signGrant(call.edition, 'embed_entry', call.merchant, given), signGrant(call.edition, 'embed_session', call.merchant, given)]);
      return replyJson({ token, expires_in: expiresIn, ...shown(given) }, fresh);
    },
  },
  {
    method: 'post', path: '/v1/embed-sessions', scopes: null,
    summary: words('用嵌入令牌换取十分钟的会话（由嵌入框架自己调用）', 'Ten minutes for an embed token; what the frame itself asks for'),
    body: written({ token: { type: 'string', maxLength: 4000 } }, ['token'], { examples: [{ token: 'eyJ…' }] }),
    answer: { status: 200, schema: answer({ session: text, expires_in: count, ...grant, locale: orNull(oneOf('zh', 'en')) }) }, problems: ['bad_token'],
    async handle(call) {
      const granted = await examineEntry(call.edition, tokenIn(call));
      if (granted === null || granted.expired) throw new Refused('bad_token');
      const { text: session, expiresIn } = await signGrant(call.edition, 'embed_session', granted.merchant, granted);
      return replyJson({ session, expires_in: expiresIn, ...shown(granted) }, fresh);
    },
  },
];

const tokenIn = ({ body }: Call): string => String(Object(body).token);

const shown = ({ view, locale }: Grant): object => ({
  boards: view.boards, filters: Object.fromEntries(cubeDimensions.filter((dimension) => view.filter[dimension].length > 0).map((dimension) => [dimension, view.filter[dimension]])), locale,
});
