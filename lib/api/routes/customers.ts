import { objectionsOf, objectTo, setOverride } from '../../flows/corrections.ts';
import { lookUp, type LookUp } from '../../flows/look-up.ts';
import { isDay } from '../../model/days.ts';
import type { Override, TierAnswer } from '../../model/tier.ts';
import { words, type Words } from '../../model/words.ts';
import type { Edition } from '../../ports/edition.ts';
import { answer, count, day, list, mapOf, oneOf, orNull, text, truth, written, zhEn, type Schema } from '../json-schema.ts';
import { customerOf, customerParam } from '../parameters.ts';
import { Refused } from '../problem.ts';
import { replyJson, replyTagged, told } from '../reply.ts';
import type { Call, Route } from '../route.ts';
import { overrideSchema, tier, tierSchema } from '../schemas/tier.ts';
import { tierRoute } from './tier.ts';
import { playOf } from '../../tier/playbook.ts';

const servedSchema: Schema = { ...tierSchema, properties: { ...tierSchema.properties, language: { ...oneOf('zh', 'en'), description: 'by Accept-Language: which of zh and en to show' } } };
const overrideBody: Schema = written({
  tier, why: { type: 'string', minLength: 1, maxLength: 1000 }, by: { type: 'string', minLength: 1, maxLength: 200 }, until: { ...orNull(day), description: 'last day it holds; null: until taken back' },
}, ['tier', 'why']);

export function customerRoutes(edition: Edition): Route[] {
  const ask = lookUp(edition);

  return [
    tierRoute(ask, servedSchema),
    {
      method: 'post', path: '/v1/customers/tiers', scopes: ['read'],
      summary: words('一次查询最多 100 位顾客，顺序不变', 'Up to 100 customers in one call, in the order asked'),
      body: written({ customers: list({ type: 'string', minLength: 1, maxLength: 500 }, { minItems: 1, maxItems: 100 }) }, ['customers'], { examples: [{ customers: ['C10293', 'C10294'] }] }),
      answer: { status: 200, schema: answer({ tiers: list(servedSchema) }) }, problems: ['bad_document'],
      async handle(call) {
        const bodies = await Promise.all(textsOf(call.body, 'customers').map((customer) => ask(call.merchant, customer)));
        return replyTagged(`{"tiers":[${bodies.map((body) => told(body, call.locale)).join(',')}]}`, call.header('if-none-match'), { language: call.locale });
      },
    },
    {
      method: 'get', path: '/v1/customers/{id}', scopes: ['read'], params: { id: customerParam },
      summary: words('顾客画像：事实、按原因与责任的售后、标记与证据、分层变化', 'The portrait: facts, cases by reason and fault, flags with evidence, tier history'),
      answer: { status: 200, schema: answer({
        ...servedSchema.properties, facts: orNull(mapOf({})), history: list(answer({ tier, day })),
        cases: answer({
          total: count, counted: count, by_reason: list(answer({ reason: text, reason_group: text, fault: text, cases: count, cost_minor: { type: 'integer' }, refund_minor: { type: 'integer' } })),
          by_fault: list(answer({ fault: text, cases: count, cost_minor: { type: 'integer' } })), latest: list(mapOf({}), { maxItems: 50 }),
        }),
      }) },
      async handle(call) {
        const customer = customerOf(call);
        const stored = await answerOf(call, ask, customer);
        const found = stored.known ? await call.jobs.portrait(call.merchant, customer) : null;
        const since = stored.since === null ? [] : [{ tier: stored.tier, day: stored.since }];
        const before = found?.before ?? null;
        return replyTagged(JSON.stringify({
          ...stored, language: call.locale, facts: found?.facts ?? null, cases: found?.cases ?? { total: 0, counted: 0, by_reason: [], by_fault: [], latest: [] },
          history: [...(before === null || before.tier === stored.tier ? [] : [before]), ...since],
        }), call.header('if-none-match'), { language: call.locale });
      },
    },
    {
      method: 'get', path: '/v1/customers/{id}/explanation', scopes: ['read'], params: { id: customerParam },
      summary: words('给顾客看的说明：怎样服务、用到哪些数据、如何提出异议', 'What a customer may be told: the service, the data used, how to object'),
      answer: { status: 200, schema: answer({ customer: text, wording: zhEn, rights: zhEn, data: list(zhEn), objection: zhEn, language: oneOf('zh', 'en') }) },
      async handle(call) {
        const stored = await answerOf(call, ask, customerOf(call));
        const document = { customer: stored.customer, wording: stored.wording, rights: stored.policy.legal_floor, data: dataUsed, objection, language: call.locale };
        return replyTagged(JSON.stringify(document), call.header('if-none-match'), { language: call.locale });
      },
    },
    {
      method: 'post', path: '/v1/customers/{id}/objection', scopes: ['upload', 'admin'], params: { id: customerParam },
      summary: words('记录顾客对分层的异议，由人来看', 'Records a customer’s objection, for a person to look at'),
      body: written({ text: { type: 'string', minLength: 1, maxLength: 4000 } }, ['text'], { examples: [{ text: '这些退货都是质量问题，请复核。' }] }),
      answer: { status: 201, schema: answer({ id: text, received_at: text, objections: count }) }, problems: ['bad_document'],
      async handle(call) {
        const customer = customerOf(call);
        const { id, received_at } = await objectTo(call.edition, call.merchant, customer, String(Reflect.get(Object(call.body), 'text')));
        return replyJson({ id, received_at, objections: (await objectionsOf(call.edition, call.merchant, customer)).length }, { status: 201 });
      },
    },
    {
      method: 'get', path: '/v1/customers/{id}/export', scopes: ['admin'], params: { id: customerParam },
      summary: words('查阅：这位顾客的全部数据、分层与理由、异议', 'Subject access: every record of a customer, the tier with its reasons, objections'),
      answer: { status: 200, schema: answer({ customer: text, tier: servedSchema, facts: orNull(mapOf({})), records: mapOf(list(mapOf({}))), objections: list(answer({ id: text, text, received_at: text })) }) },
      async handle(call) {
        const customer = customerOf(call);
        const stored = await answerOf(call, ask, customer);
        const portrait = stored.known ? await call.jobs.portrait(call.merchant, customer) : null;
        const document = {
          customer: stored.customer, tier: { ...stored, language: call.locale }, facts: portrait?.facts ?? null,
          records: await call.jobs.subject(call.merchant, customer) ?? {}, objections: await objectionsOf(call.edition, call.merchant, customer),
        };
        return replyTagged(JSON.stringify(document), call.header('if-none-match'), { language: call.locale });
      },
    },
    {
      method: 'put', path: '/v1/customers/{id}/override', scopes: ['admin'], params: { id: customerParam },
      summary: words('人工指定分层，注明理由与期限；有记录', 'A person’s tier with reason and expiry; logged'),
      body: { ...overrideBody, examples: [{ tier: 'vip', why: '老顾客，线下门店会员', by: '王敏', until: '2027-03-31' }] }, answer: { status: 200, schema: servedSchema }, problems: ['bad_document'],
      async handle(call) {
        const customer = customerOf(call);
        await setOverride(call.edition, call.merchant, customer, overrideOf(call));
        await call.jobs.publish(call.merchant);
        return replyTagged(told(await ask(call.merchant, customer), call.locale), null, { language: call.locale });
      },
    },
    {
      method: 'delete', path: '/v1/customers/{id}/override', scopes: ['admin'], params: { id: customerParam },
      summary: words('撤销人工指定的分层', 'Takes the person’s tier back'), answer: { status: 200, schema: servedSchema },
      async handle(call) {
        const customer = customerOf(call);
        await setOverride(call.edition, call.merchant, customer, null);
        await call.jobs.publish(call.merchant);
        return replyTagged(told(await ask(call.merchant, customer), call.locale), null, { language: call.locale });
      },
    },
    {
      method: 'delete', path: '/v1/customers/{id}', scopes: ['admin'], params: { id: customerParam },
      summary: words('彻底删除顾客数据，并给出证明', 'Erases a customer everywhere, with a certificate'),
      answer: { status: 200, schema: answer({ merchant: text, customer_key: text, erased_at: text, rows: mapOf(count), uploads: list(text), version: orNull(count), suppressed_from_now_on: truth }) },
      handle: async (call) => replyJson(await call.jobs.erase(call.merchant, customerOf(call))),
    },
    {
      method: 'get', path: '/v1/resolution', scopes: ['read'],
      summary: words('当场怎样处理：按原因与分层给出标准方案', 'What to do at the moment of decision, by reason and tier'),
      query: {
        customer: { ...customerParam, required: true },
        reason: { schema: text, does: words('原因代码', 'A reason’s code'), example: 'too_small', required: true },
        product: { schema: text, does: words('商品编号', 'The product’s id'), example: 'P1001' },
      },
      answer: { status: 200, schema: answer({
        customer: text, known: truth, tier, reason: text, product: orNull(text), resolution: answer({ action: text, zh: text, en: text }), policy: servedSchema.properties?.['policy'] ?? {},
        why: list(zhEn), override: orNull(overrideSchema), version: count, as_of: orNull(day), language: oneOf('zh', 'en'),
      }) },
      problems: ['bad_parameter'],
      async handle(call) {
        const [customer, reason] = [call.query('customer') ?? '', call.query('reason') ?? ''];
        if (customer.trim() === '' || customer.length > 500) throw new Refused('bad_parameter', 'customer');
        if (reason === '') throw new Refused('bad_parameter', 'reason');
        const stored = await answerOf(call, ask, customer);
        const { reason: read, action, zh, en } = playOf(reason, stored.tier);
        return replyTagged(JSON.stringify({
          customer, known: stored.known, tier: stored.tier, reason: read, product: call.query('product'), resolution: { action, zh, en }, policy: stored.policy,
          why: stored.reasons.map((r) => words(r.zh, r.en)), override: stored.override, version: stored.version, as_of: stored.as_of, language: call.locale,
        }), call.header('if-none-match'), { language: call.locale });
      },
    },
  ];
}

const dataUsed: readonly Words[] = [
  words('订单与发货记录', 'Orders and shipments'), words('退货、换货、维修等售后记录及其原因与责任方', 'Returns, exchanges, repairs and other cases, with reason and whose fault'),
  words('与客服的联系和评价', 'Contacts with service, and ratings'), words('不使用姓名、电话、地址的原文；标识以密钥加密', 'Names, phones and addresses are not kept; ids are keyed pseudonyms'),
];
const objection = words(
  '若认为有误，可联系客服提出异议：由人工复核并可更正；分层不影响法定权利', 'If this seems wrong, tell our service: a person reviews it and can correct it. Statutory rights never depend on a tier');

/** The stored answer, parsed: for the documents that are made from it, which nobody asks a thousand times a second. */
const answerOf = async (call: Call, ask: LookUp, customer: string): Promise<TierAnswer> =>
  JSON.parse(await ask(call.merchant, customer));

function overrideOf(call: Call): Override {
  const { body, caller } = call;
  const field = (name: string): unknown => (typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined);
  const until = field('until');
  const chosen = (tier.enum ?? []).find((one) => one === field('tier'));
  if (typeof until === 'string' && !isDay(until)) throw new Refused('bad_document', 'until is no day');
  return { tier: chosen as Override['tier'], why: String(field('why')), by: typeof field('by') === 'string' ? String(field('by')) : `key ${caller.id}`, until: typeof until === 'string' ? until : null };
}

const textsOf = (body: unknown, name: string): string[] => {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : [];
  return Array.isArray(value) ? value.map(String) : [];
};
