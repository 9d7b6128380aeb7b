import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createGunzip } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StoredReport } from '../../lib/flows/ingest.ts';
import type { MappingDocument } from '../../lib/model/mapping.ts';
import { accounted } from '../../lib/model/report.ts';
import { ingestBed, type IngestBed } from '../support/ingest-bed.ts';

const file = fileURLToPath(new URL('../../../shared/data/online_retail.csv.gz', import.meta.url));
const example = (): MappingDocument => JSON.parse(readFileSync(new URL('../../docs/examples/online-retail.mapping.json', import.meta.url), 'utf8')) as MappingDocument;

const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';

/** A line of the file: quotes only around descriptions. */
function cellsOf(line: string): string[] {
  const cells: string[] = [];
  const pattern = /("(?:[^"]|"")*"|[^,]*)(?:,|$)/gy;
  while (pattern.lastIndex < line.length) cells.push((pattern.exec(line)?.[1] ?? '').replace(/^"|"$/g, '').replaceAll('""', '"'));
  while (cells.length < 8) cells.push('');
  return cells;
}

/** Pence of `2.55` without a float's last digits; prices have up to three decimals, so a line is rounded once. */
const pence = (price: string, quantity: number): number => Math.round((Math.round(Number(price) * 10_000) * quantity) / 100);

/** The same reading of the file in plain arithmetic: what is a sale, a credit, neither, or said before. */
async function countByHand() {
  const sums = { lines: 0, ignored: 0, repeated: 0, sales: { rows: 0, quantity: 0, money: 0 }, credits: { rows: 0, quantity: 0, money: 0 }, customers: new Set<string>(), nameless: 0 };
  const seen = new Set<string>();
  let header = true;
  for await (const line of createInterface({ input: createReadStream(file).pipe(createGunzip()) })) {
    if (header) { header = false; continue; }
    sums.lines += 1;
    const [invoice = '', stock = '', description = '', count = '', date = '', price = '', customer = '', country = ''] = cellsOf(line);
    const quantity = Number(count);
    const nothing = Number(price) === 0;
    const goods = !/^(POST|DOT|C2|D|M|m|S|B|PADS|CRUK|AMAZONFEE|BANK CHARGES|gift_.*)$/.test(stock);
    const credit = invoice.startsWith('C');
    if (!goods || invoice.startsWith('A') || (!credit && (quantity < 0 || (nothing && customer === '')))) { sums.ignored += 1; continue; }
    const said = [invoice, stock, description, count, date, price, customer, country].join('\u0000');
    if (seen.has(said)) { sums.repeated += 1; continue; }
    seen.add(said);
    const to = credit ? sums.credits : sums.sales;
    to.rows += 1;
    to.quantity += Math.abs(quantity);
    to.money += pence(price, Math.abs(quantity));
    if (customer === '') sums.nameless += 1;
    else sums.customers.add(customer.replace(/\.0$/, ''));
  }
  return sums;
}

describe.skipIf(!existsSync(file))('Online Retail through its mapping', { timeout: 240_000 }, () => {
  let bed: IngestBed;
  let report: StoredReport;
  let byHand: Awaited<ReturnType<typeof countByHand>>;
  beforeAll(async () => {
    bed = await ingestBed();
    const held = await bed.send('uk', 'first-lines.csv', `${HEADER}\n536365,85123A,WHITE HANGING HEART T-LIGHT HOLDER,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom\n`);
    expect(held).toMatchObject({ decision: 'held', questions: [{ code: 'unknown_layout' }] });
    await bed.say('uk', held.signature ?? '', { mapping: example() });
    report = await bed.sendFile('uk', file);
    byHand = await countByHand();
  }, 240_000);
  afterAll(() => bed.close());

  test('every line of the file is accounted for', () => {
    expect(report.decision).toBe('accepted');
    expect(report.counts.records).toBe(541_910);
    expect(report.counts).toEqual({ records: byHand.lines + 1, accepted: byHand.lines - byHand.repeated, duplicate_in_file: byHand.repeated, rejected: 0, suppressed: 0, ignored_blank: 0, header: 1, preamble_or_footer: 0 });
    expect(accounted(report.counts)).toBe(report.counts.records);
    expect(report.issues.filter((i) => i.code === 'ignored').reduce((sum, i) => sum + i.count, 0)).toBe(byHand.ignored);
  });

  test('quantities and money of sales and of returns are those of plain arithmetic', () => {
    expect(report.tables['orders']).toMatchObject({ rows: byHand.sales.rows, quantity: byHand.sales.quantity, paid_minor: { GBP: byHand.sales.money } });
    expect(report.tables['cases']).toMatchObject({ rows: byHand.credits.rows, quantity: byHand.credits.quantity, refund_minor: { GBP: byHand.credits.money } });
  });

  test('repeated lines are told with what they would have added', () => {
    expect(report.issues.find((i) => i.code === 'duplicates')).toMatchObject({ level: 'info', count: byHand.repeated, en: expect.stringMatching(/orders: quantity \d+, paid [\d.]+ GBP/) as string });
  });

  test('customers are those named, and lines without one are counted, not invented', async () => {
    const [row] = await bed.rows('uk', 'SELECT count(DISTINCT customer_key) AS n, count(*) FILTER (WHERE customer_key IS NULL) AS missing FROM (SELECT customer_key FROM orders UNION ALL SELECT customer_key FROM cases) AS people');
    expect(row).toEqual({ n: byHand.customers.size, missing: byHand.nameless });
    expect(report.issues.find((i) => i.code === 'no_customer')?.count).toBe(byHand.nameless);
  });

  test('write-offs and codes that are no goods are neither sales nor returns', async () => {
    expect(await bed.rows('uk', "SELECT count(*) AS n FROM (SELECT product_id, quantity FROM orders UNION ALL SELECT product_id, quantity FROM cases) AS goods WHERE product_id IN ('POST', 'D', 'M', 'DOT', 'AMAZONFEE', 'BANK CHARGES', 'CRUK', 'S', 'B', 'C2', 'PADS') OR quantity <= 0")).toEqual([{ n: 0 }]);
    expect(await bed.rows('uk', "SELECT count(*) AS n FROM cases WHERE case_id NOT LIKE 'C%' OR order_id IS NOT NULL")).toEqual([{ n: 0 }]);
  });
});
