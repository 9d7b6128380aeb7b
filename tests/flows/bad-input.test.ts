import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StoredReport } from '../../lib/flows/ingest.ts';
import { accounted } from '../../lib/model/report.ts';
import { tables } from '../../lib/model/tables.ts';
import { encoded, ingestBed, zipOf, type Content, type IngestBed } from '../support/ingest-bed.ts';

let bed: IngestBed;
let neighbour: string;
const stateOf = async (merchant: string): Promise<string> => JSON.stringify([await bed.records(merchant, 'cases'), await bed.records(merchant, 'orders')]);

const HEADER = 'source,case_id,order_id,customer_id,product_id,kind,status,opened_at,quantity,currency,paid,refund,reason_raw,comment';
const line = (id: string, change: Record<string, string> = {}): string => {
  const cells: Record<string, string> = { source: 'shop', case_id: id, order_id: `O${id}`, customer_id: 'ada', product_id: 'P1', kind: 'return', status: 'completed', opened_at: '2026-05-01 10:00:00', quantity: '1', currency: 'CNY', paid: '20.00', refund: '12.50', reason_raw: '质量问题', comment: 'ok', ...change };
  return HEADER.split(',').map((name) => cells[name] ?? '').join(',');
};
const file = (...lines: string[]): string => `${[HEADER, ...lines].join('\n')}\n`;

/** Every report, of whatever end, accounts for all its records; so do the reports of an archive's members. */
function balanced(report: StoredReport): void {
  for (const one of [report, ...report.members]) expect(accounted(one.counts), `${one.file}: ${one.decision}`).toBe(one.counts.records);
}

/** A report that a merchant understands: it says in both languages why. */
async function sent(merchant: string, name: string, content: Content): Promise<StoredReport> {
  const report = await bed.send(merchant, name, content);
  balanced(report);
  for (const { zh, en } of [...report.issues, ...report.questions, ...report.rejects.map((r) => r.hint)]) expect([zh, en].every((words) => words.trim() !== '')).toBe(true);
  if (report.decision === 'refused') expect(report.issues.some((i) => i.level === 'error')).toBe(true);
  return report;
}

beforeAll(async () => {
  bed = await ingestBed();
  await bed.send('neighbour', 'a.csv', file(line('1')));
  neighbour = await stateOf('neighbour');
});
afterAll(async () => {
  expect(await stateOf('neighbour')).toBe(neighbour);
  await bed.close();
});

test('words for nothing in every column of a wide file cost no more memory than there is', async () => {
  const names = tables.cases.columns.flatMap((c) => c.csv ?? []);
  const rows = ['1', '2', '3'].map((id) => names.map((name) => ({ case_id: id, opened_at: '2026-05-01' })[name] ?? 'NULL').join(','));
  const report = await sent('wide', 'wide.csv', `${[names.join(','), ...rows].join('\n')}\n`);
  expect(report).toMatchObject({ decision: 'accepted', counts: { accepted: 3 } });
});

describe('files that are no table are refused with the reason', () => {
  const png = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010806000000', 'hex');
  const cases: [string, string, () => Content | Promise<Content>][] = [
    ['an empty file', 'empty_file', () => ''],
    ['nothing but line ends', 'empty_file', () => '\n\n\r\n'],
    ['a picture named .csv', 'not_a_table', () => Buffer.concat([png, Buffer.alloc(4000, 7)])],
    ['a gz that is cut short', 'truncated', () => gzipSync(Buffer.from(Array.from({ length: 3000 }, (_, i) => line(`${i}${Math.sin(i)}`)).join('\n'))).subarray(0, 4000)],
    ['20,000 columns', 'too_many_columns', () => `${Array.from({ length: 20_000 }, (_, i) => `c${i}`).join(',')}\n${','.repeat(19_999)}\n`],
  ];
  test.each(cases)('%s: %s', async (_, code, make) => {
    const report = await sent('unfit', `${code}.csv`, await make());
    expect(report).toMatchObject({ decision: 'refused', version: null });
    expect(report.issues.map((i) => i.code)).toContain(code);
  });

  test('a zip in a zip is refused, and what lies beside it is taken', async () => {
    const inner = await zipOf([['cases.csv', file(line('inner'))]]);
    const report = await sent('zips', 'outer.zip', await zipOf([['inner.zip', inner], ['cases.csv', file(line('z1'))]]));
    expect(report).toMatchObject({ decision: 'partly' });
    expect(report.members.map((m) => [m.file, m.decision]).sort()).toEqual([['cases.csv', 'accepted'], ['inner.zip', 'refused']]);
    expect((await bed.records('zips', 'cases')).map((c) => c['case_id'])).toEqual(['z1']);
  });
});

describe('headers', () => {
  test('a known header without rows is a success with nothing in it', async () => {
    expect(await sent('heads', 'a.csv', `${HEADER}\n`)).toMatchObject({ decision: 'accepted', platform: 'canonical_cases', counts: { records: 1, header: 1 } });
  });

  test('an unknown one is held', async () => {
    expect(await sent('heads', 'b.csv', 'alpha,beta,gamma\n')).toMatchObject({ decision: 'held', questions: [{ code: 'unknown_layout', choices: [] }] });
  });

  test('names that reach a prototype are names', async () => {
    const report = await sent('proto', 'a.csv', `__proto__,constructor,toString,${HEADER}\n1,2,3,${line('1')}\n`);
    expect(report).toMatchObject({ decision: 'accepted', counts: { accepted: 1 } });
    expect(report.columns.slice(0, 3)).toMatchObject([{ name: '__proto__', to: null }, { name: 'constructor', to: null }, { name: 'toString', to: null }]);
    expect(await sent('proto', 'b.csv', '__proto__,constructor\n1,2\n')).toMatchObject({ decision: 'held' });
    expect(await bed.records('proto', 'cases')).toHaveLength(1);
  });

  test('a name that is there twice means its first place, and the report says so', async () => {
    const report = await sent('twice', 'a.csv', `${HEADER},refund\n${line('1')},99\n`);
    expect(report.tables['cases']?.refund_minor).toEqual({ CNY: 1250 });
    expect(report.issues.find((i) => i.code === 'repeated_header')?.en).toContain('refund');
  });

  test('notices above the header and totals below are no records of the table', async () => {
    const report = await sent('notices', 'a.csv', `仅支持导出3个月内的数据\n\n${file(line('1'), line('2'))}总计,,,,,,,,2,,40.00,25.00,,\n`);
    expect(report.counts).toMatchObject({ header: 1, accepted: 2, rejected: 0, preamble_or_footer: 3 });
    expect(report.decision).toBe('accepted');
    expect(report.tables['cases']).toMatchObject({ rows: 2, refund_minor: { CNY: 2500 } });
  });
});

describe('records', () => {
  test('ragged rows, bad numbers, dates and missing keys are rejected one by one; the rest counts', async () => {
    const report = await sent('ragged', 'a.csv', file(line('1'), 'too,short', line('2', { refund: 'abc' }), line('3', { opened_at: 'yesterday' }), line(''), line('5', { quantity: '1.5' }), line('6', { quantity: '-2', kind: 'nonsense' }), `${line('7')},more`));
    expect(report.decision).toBe('partly');
    expect(report.rejects.map((r) => [r.record, r.code, r.column])).toEqual([
      [3, 'ragged_row', null], [4, 'not_a_number', 'refund'], [5, 'not_a_date', 'opened_at'], [6, 'missing_case_id', null], [7, 'not_a_count', 'quantity'], [9, 'ragged_row', null],
    ]);
    expect(report.counts).toMatchObject({ records: 9, accepted: 2, rejected: 6 });
    expect(report.issues.find((i) => i.code === 'unknown_word')?.en).toContain('nonsense');
  });

  test('an unclosed quote costs its own line, not the lines behind it', async () => {
    const report = await sent('quote', 'a.csv', file(line('1'), line('2', { comment: '"never closed' }), line('3'), line('4')));
    expect(report.rejects).toMatchObject([{ record: 3, code: 'unclosed_quote' }]);
    expect((await bed.records('quote', 'cases')).map((c) => c['case_id'])).toEqual(['1', '3', '4']);
  });

  test('a cell of 2 MB, NUL bytes, mixed line ends and another encoding in between leave the other records alone', async () => {
    const long = await sent('long', 'a.csv', file(line('1'), line('2', { comment: 'x'.repeat(2 << 20) }), line('3')));
    expect([long.decision, long.counts.accepted]).toEqual(['partly', 2]);
    const nul = await sent('nul', 'a.csv', file(line('1'), line('2', { comment: 'a\u0000b' }), line('3')));
    expect(nul.counts.accepted).toBeGreaterThanOrEqual(2);
    const ends = await sent('ends', 'a.csv', `${HEADER}\r\n${line('1')}\n${line('2')}\r${line('3')}\r\n${line('4')}`);
    expect(ends.counts.records).toBeGreaterThanOrEqual(4);
    const two = await sent('two', 'a.csv', Buffer.concat([Buffer.from(file(line('1'), line('2'))), encoded(`${line('3', { comment: '质量很差，退货' })}\n`, 'gb18030'), Buffer.from(`${line('4')}\n`)]));
    expect(two.counts.accepted).toBeGreaterThanOrEqual(3);
    expect((await bed.records('two', 'cases')).map((c) => c['case_id'])).toEqual(expect.arrayContaining(['1', '2', '4']));
  });

  test('a file of which nothing can be taken is refused and changes nothing', async () => {
    expect(await sent('none', 'a.csv', file(line('1', { refund: 'abc' }), line('2', { opened_at: 'never' })))).toMatchObject({ decision: 'refused', version: null, tables: {}, counts: { rejected: 2, accepted: 0 } });
    expect(await bed.records('none', 'cases')).toEqual([]);
  });
});

describe('ids are text', () => {
  test('18 digits, leading zeros behind ="…" or an apostrophe, and TABs come through as they are', async () => {
    const report = await sent('ids', 'a.csv', file(line('579123456789012345', { order_id: '"=""00123"""', product_id: "'0007" }), line('\t002\t', { order_id: '12345678901234567890' })));
    expect(report).toMatchObject({ decision: 'accepted' });
    expect((await bed.records('ids', 'cases')).map((c) => [c['case_id'], c['order_id'], c['product_id']])).toEqual([['002', '12345678901234567890', 'P1'], ['579123456789012345', '00123', '0007']]);
    expect(report.issues.map((i) => i.code)).not.toContain('rounded_ids');
  });

  test('RMB is CNY; another currency stays apart and is told', async () => {
    const report = await sent('money', 'a.csv', file(line('1', { currency: 'RMB' }), line('2', { currency: 'jpy', paid: '300', refund: '200' })));
    expect(report.tables['cases']?.refund_minor).toEqual({ CNY: 1250, JPY: 200 });
    expect(report.issues.find((i) => i.code === 'other_currency')).toMatchObject({ count: 1, en: expect.stringContaining('JPY') as string });
  });

  test('ids that a spreadsheet rounded are taken and warned of', async () => {
    const report = await sent('rounded', 'a.csv', file(line('1', { order_id: '5.79E+17' }), line('2', { order_id: '579123456789012000' })));
    expect(report.issues.find((i) => i.code === 'rounded_ids')).toMatchObject({ level: 'warning', count: 2, en: expect.stringContaining('order_id') as string });
  });
});

describe('what has two readings is asked, not guessed', () => {
  test('dates that are day-month or month-day hold the file until somebody says', async () => {
    const held = await sent('dates', 'a.csv', file(line('1', { opened_at: '03/04/2026' }), line('2', { opened_at: '05/06/2026 10:00' })));
    expect(held).toMatchObject({ decision: 'held', version: null, questions: [{ code: 'date_order', column: 'opened_at', choices: ['dmy', 'mdy'] }] });
    expect(await bed.records('dates', 'cases')).toEqual([]);
    const taken = await bed.answer('dates', held.upload, 'q1', 'dmy');
    balanced(taken);
    expect(taken).toMatchObject({ decision: 'accepted', counts: { accepted: 2 } });
    expect((await bed.records('dates', 'cases')).map((c) => c['opened_day'])).toEqual(['2026-04-03', '2026-06-05']);
    expect(await sent('dates', 'b.csv', file(line('9', { opened_at: '01/02/2026' })))).toMatchObject({ decision: 'accepted' });
  });

  test('one day above 12 settles the order for the whole column', async () => {
    await sent('settled', 'a.csv', file(line('1', { opened_at: '03/04/2026' }), line('2', { opened_at: '04/25/2026' })));
    expect((await bed.records('settled', 'cases')).map((c) => c['opened_day'])).toEqual(['2026-03-04', '2026-04-25']);
  });

  test('dates in the future and long ago are taken and warned of', async () => {
    const report = await sent('odd-dates', 'a.csv', file(line('1', { opened_at: '2093-01-01' }), line('2', { opened_at: '1998-01-01' })));
    expect(report.issues.filter((i) => i.code.endsWith('_date')).map((i) => [i.code, i.count])).toEqual([['future_date', 1], ['old_date', 1]]);
  });
});
