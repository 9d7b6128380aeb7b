import { answer, count, list, mapOf, number, oneOf, orNull, pair, text, zhEn, type Schema } from '../json-schema.ts';

const decision = oneOf('accepted', 'partly', 'held', 'refused', 'duplicate');
const money = mapOf({ type: 'integer' });

/** The report of one file; a member of an archive has one of its own inside. */
export const reportSchema: Schema = answer({
  upload: text, merchant: text, file: text, bytes: count, sha256: text, decision, platform: orNull(text),
  confidence: { type: 'number', minimum: 0, maximum: 1 }, because: list(text), container: orNull(text), encoding: orNull(text),
  delimiter: orNull(text), sheet: orNull(text),
  counts: answer({ records: count, accepted: count, duplicate_in_file: count, rejected: count, suppressed: count, ignored_blank: count, header: count, preamble_or_footer: count }),
  version: orNull(count),
  tables: mapOf(answer({ rows: count, inserted: count, updated: count, unchanged: count, stale: count, quantity: { type: 'integer' }, paid_minor: money, refund_minor: money })),
  columns: list(answer({ name: text, to: orNull(text), confidence: number, format: orNull(text), nulls: count, distinct: count })),
  rejects: list(answer({ record: count, bytes: orNull(pair(count)), column: orNull(text), code: text, seen: orNull(text), hint: zhEn }), { maxItems: 100 }),
  questions: list(answer({ id: text, code: text, column: orNull(text), choices: list(text), zh: text, en: text })),
  issues: list(answer({ code: text, level: oneOf('info', 'warning', 'error'), count, zh: text, en: text })),
  members: list({ $ref: '#' }),
}, { title: 'The report of an upload' });

export const uploadSchema: Schema = answer({
  upload: text, file: text, bytes: count, received_at: text, status: oneOf('expected', 'waiting', 'processing', 'done', 'failed', 'withdrawn'),
  decision: orNull(decision), platform: orNull(text), version: orNull(count),
  progress: { anyOf: [answer({ stage: text, done: count, total: count }), { type: 'null' }] },
}, { title: 'An upload' });
