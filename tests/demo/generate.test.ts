import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoFiles, generateDemo } from '../../lib/demo/generate.ts';
import type { DemoTruth } from '../../lib/demo/generate.ts';
import { canonicalHeaders } from '../../lib/demo/write-canonical.ts';
import { tableNames, tables, vocabularies } from '../../lib/model/tables.ts';
import { douyinHeader } from '../../lib/demo/write-douyin.ts';
import { shopifyHeader } from '../../lib/demo/write-shopify.ts';
import { taobaoHeader } from '../../lib/demo/write-taobao.ts';
import { readCsv } from './read-csv.ts';
import type { Row } from './read-csv.ts';

const LINES = 24_000;
/** Of the published headers joined by commas: Taobao 2024-26, Douyin, Shopify 2026. */
const HEADER_DIGESTS = ['c206e4d2ac44', '210a3cce4e8b', 'af2597a9517b'];
/** How a reader of the raw reasons would pick out what each cause brings about. */
const TELLS = { wrong_size_chart: /尺码表|偏小|偏大|太小|太大|一码|太紧|宽松|size chart|too (small|large|tight|big)|one size/i, careless_carrier: /破损|摔坏|压扁|砸了|damaged|broken|smashed/i, defective_batch: /质量问题|功能缺失|faulty|defective/i,
  slow_warehouse: /发货速度|约定时间发货|虚假发货/, misleading_listing: /外观.*描述不符|图片.*描述不符/ };
const minor = (text: string | undefined): number => Math.round(Number((text ?? '').replaceAll(',', '')) * 100);

interface Line { order: string; product: string; channel: string; region: string; carrier: string; warehouse: string; batch: string; day: string; customer: string; category: string; cancelled: boolean; status: string }
interface Case { order: string; product: string; id: string; refund: number; kind: string; said: string }

let home = '';
let truth: DemoTruth;
let lines: Line[] = [];
let cases: Case[] = [];
let taobao: { header: string[]; rows: Row[] };
let douyin: { header: string[]; rows: Row[] };
let shopify: { header: string[]; rows: Row[] };
let book: { header: string[]; rows: Row[] };
let orders: { header: string[]; rows: Row[] };

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'demo-'));
  truth = await generateDemo({ seed: 11, causes: true, orderLines: LINES, dir: join(home, 'a') });
  const at = (name: string): string => join(home, 'a', name);
  [taobao, douyin, shopify, book, orders] = await Promise.all([readCsv(at('taobao-退款.csv'), 'gb18030'), readCsv(at('douyin-售后.csv')), readCsv(at('shopify-orders.csv')), readCsv(at('cases.csv')), readCsv(at('orders.csv'))]);
  const category = new Map((await readCsv(at('products.csv'))).rows.map((row) => [row['product_id'], row['category'] ?? '']));
  let site: Row = {};
  lines = [
    ...orders.rows.map((row): Line => ({
      order: row['order_id'] ?? '', product: row['product_id'] ?? '', channel: row['channel'] ?? '', region: row['region'] ?? '', carrier: row['carrier'] ?? '', warehouse: row['warehouse'] ?? '',
      batch: row['batch'] ?? '', day: row['ordered_at']?.slice(0, 10) ?? '', customer: row['customer_id'] ?? '', category: row['category'] ?? '', cancelled: row['status'] === 'cancelled', status: row['status'] ?? '' })),
    ...shopify.rows.map((row): Line => {
      if (row['Id'] !== '') site = row;
      return { order: row['Name'] ?? '', product: row['Lineitem sku'] ?? '', channel: 'shopify', region: site['Shipping Province Name'] ?? '', carrier: site['Shipping Method'] ?? '', warehouse: '', batch: '',
        day: row['Created at']?.slice(0, 10) ?? '', customer: row['Email'] ?? '', category: category.get(row['Lineitem sku']) ?? '', cancelled: site['Cancelled at'] !== '', status: '' };
    }),
  ];
  cases = [
    ...taobao.rows.map((row): Case => ({ order: row['订单编号'] ?? '', product: row['商品id'] ?? '', id: row['退款编号'] ?? '', said: `${row['买家退款原因']} ${row['买家退款说明']}`, refund: row['退款状态'] === '退款成功' ? minor(row['买家退款金额']) : 0,
      kind: row['货物状态'] === '未发货' ? 'cancel' : row['售后类型'] === '仅退款' ? 'refund_only' : 'return' })),
    ...douyin.rows.map((row): Case => ({ order: row['订单号']?.trim() ?? '', product: row['商品ID']?.trim() ?? '', id: row['售后单号']?.trim() ?? '', said: `${row['售后原因']} ${row['用户售后说明']}`,
      refund: row['售后状态'] === '同意退款，退款成功' ? minor(row['退商品金额（元）']) - (row['退支付优惠（元）'] === '-' ? 0 : minor(row['退支付优惠（元）'])) : 0,
      kind: row['商品发货状态'] === '未发货' ? 'cancel' : row['售后类型'] === '退货退款' ? 'return' : 'refund_only' })),
    ...book.rows.map((row): Case => ({ order: row['order_id'] ?? '', product: row['product_id'] ?? '', id: row['case_id'] ?? '', said: `${row['reason_raw']} ${row['comment']}`, refund: minor(row['refund']), kind: row['kind'] ?? '' })),
  ];
});
afterAll(() => rm(home, { recursive: true, force: true }));

const lineKey = (at: { order: string; product: string }): string => `${at.order}|${at.product}`;

describe('the same seed', () => {
  test('writes the same bytes, and another seed does not', async () => {
    const small = { causes: true, orderLines: 1500 };
    await generateDemo({ ...small, seed: 4, dir: join(home, 'x') });
    await generateDemo({ ...small, seed: 4, dir: join(home, 'y') });
    await generateDemo({ ...small, seed: 5, dir: join(home, 'z') });
    const digest = async (folder: string): Promise<string[]> => Promise.all(demoFiles.map(async (name) => createHash('sha256').update(await readFile(join(home, folder, name))).digest('hex')));
    const [x, y, z] = await Promise.all(['x', 'y', 'z'].map(digest));
    expect(y).toEqual(x);
    expect(z?.filter((hash) => x?.includes(hash))).toEqual([]);
  });

  test('leaves nothing beside the uploads in the folder', async () => {
    expect((await readdir(join(home, 'a'))).sort()).toEqual([...demoFiles].sort());
  });
});

describe('the files have the shape of their platform', () => {
  test('each header is the whole of its vintage, in its order', () => {
    expect([taobao.header, douyin.header, shopify.header]).toEqual([taobaoHeader, douyinHeader, shopifyHeader]);
    expect([taobaoHeader, douyinHeader, shopifyHeader].map((header) => createHash('sha256').update(header.join(',')).digest('hex').slice(0, 12))).toEqual(HEADER_DIGESTS);
  });

  test('Taobao: GB18030, 51 columns, no buyer', async () => {
    expect(taobao.header).toHaveLength(51);
    expect(taobao.header).not.toContain('买家会员名称');
    expect(taobao.rows.every((row) => /^\d{18,19}$/.test(row['订单编号'] ?? '') && /^\d{18,19}$/.test(row['退款编号'] ?? ''))).toBe(true);
    const bytes = await readFile(join(home, 'a', 'taobao-退款.csv'));
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow();
  });

  test('Douyin: byte-order mark, 50 columns, a TAB after each id, a dash for no discount', async () => {
    const bytes = await readFile(join(home, 'a', 'douyin-售后.csv'));
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(douyin.header).toHaveLength(50);
    expect(douyin.rows.every((row) => /^\d{19}\t$/.test(row['订单号'] ?? '') && /^\d{19}\t$/.test(row['商品单号'] ?? '') && row['订单号'] !== row['商品单号'])).toBe(true);
    expect(new Set(douyin.rows.map((row) => row['退支付优惠（元）']))).toEqual(new Set(['-', '3.00']));
  });

  test('Shopify: 79 columns, order cells on the first row only, notes with line breaks', () => {
    expect(shopify.header).toHaveLength(79);
    const seen = new Set<string>();
    for (const row of shopify.rows) {
      const first = !seen.has(row['Name'] ?? '');
      seen.add(row['Name'] ?? '');
      const filled = Object.keys(row).filter((name) => row[name] !== '' && !name.startsWith('Lineitem'));
      if (first) expect(row['Currency']).toBe('CNY');
      else expect(filled).toEqual(['Name', 'Email', 'Created at', 'Vendor']);
    }
    expect(shopify.rows[0]?.['Name']).toBe('#1001');
    expect(shopify.rows.some((row) => row['Notes']?.includes('\n'))).toBe(true);
    expect(shopify.rows.some((row) => minor(row['Refunded Amount']) > 0)).toBe(true);
  });

  test('canonical: only columns of the data model, only words of its vocabularies', () => {
    for (const table of tableNames) {
      const known = tables[table].columns.map(({ csv }) => csv);
      expect(canonicalHeaders[table].filter((name) => !known.includes(name))).toEqual([]);
    }
    const outside = (words: readonly string[], column: string): Row[] => book.rows.filter((row) => row[column] !== '' && !words.includes(row[column] ?? ''));
    expect(outside(vocabularies.kind, 'kind')).toEqual([]);
    expect(outside(vocabularies.stage, 'stage')).toEqual([]);
    expect(outside(vocabularies.case_status, 'status')).toEqual([]);
    expect(outside(vocabularies.goods_status, 'goods_status')).toEqual([]);
    expect(outside(vocabularies.disposition, 'disposition')).toEqual([]);
    expect(lines.filter(({ status }) => status !== '' && !(vocabularies.order_status as readonly string[]).includes(status))).toEqual([]);
  });
});

describe('the truth reconciles with the files', () => {
  test('lines, cases, kinds and money add up', () => {
    expect(lines).toHaveLength(truth.totals.orderLines);
    expect(Math.abs(lines.length / LINES - 1)).toBeLessThan(0.05);
    expect(cases).toHaveLength(truth.totals.cases);
    expect(Math.abs(cases.length / lines.length - 0.2)).toBeLessThan(0.04);
    expect(cases.reduce((sum, one) => sum + one.refund, 0)).toBe(truth.totals.refundMinor);
    for (const [kind, count] of Object.entries(truth.totals.byKind)) expect([kind, cases.filter((one) => one.kind === kind).length]).toEqual([kind, count]);
    expect(truth.totals.records['shopify-orders.csv'] + truth.totals.records['orders.csv']).toBe(truth.totals.orderLines);
  });

  test('what the own site paid back is what its cases say', () => {
    const site = book.rows.filter((row) => row['source'] === 'shopify').reduce((sum, row) => sum + minor(row['refund']), 0);
    expect(shopify.rows.reduce((sum, row) => sum + minor(row['Refunded Amount']), 0)).toBe(site);
  });

  test('every case finds its order line, and case numbers are not used twice', () => {
    const known = new Set(lines.map(lineKey));
    expect(cases.filter((one) => !known.has(lineKey(one)))).toEqual([]);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
    const lineIds = orders.rows.map((row) => `${row['order_id']}|${row['line_id']}`);
    expect(new Set(lineIds).size).toBe(lineIds.length);
    expect(douyin.rows.filter((row) => !lineIds.includes(`${row['订单号']?.trim()}|${row['商品单号']?.trim()}`))).toEqual([]);
  });

  test('nothing happens after the last day', () => {
    const stamps = [...orders.rows.flatMap((row) => [row['ordered_at'], row['shipped_at'], row['delivered_at']]), ...book.rows.flatMap((row) => [row['opened_at'], row['resolved_at']]),
      ...taobao.rows.flatMap((row) => [row['退款的申请时间'], row['完结时间']]), ...douyin.rows.map((row) => row['售后完结时间'])];
    expect(stamps.filter((stamp) => (stamp ?? '').slice(0, 10) > '2026-11-20')).toEqual([]);
    expect(orders.rows[0]?.['ordered_at']?.slice(0, 10)).toBe('2025-11-21');
  });
});

describe('planted causes', () => {
  test('one of each kind, each seen in the last 90 days', () => {
    expect(truth.causes.map(({ kind }) => kind)).toEqual(['wrong_size_chart', 'careless_carrier', 'defective_batch', 'slow_warehouse', 'misleading_listing']);
    for (const cause of truth.causes) expect(cause.extraCasesInWindow).toBeGreaterThanOrEqual(25 * 0.8 * (LINES / 60_000));
  });

  test('their extra cases can be counted in the files: twice what the same categories have elsewhere, and about as many as the truth says', () => {
    for (const { dimensions: where, from, to, extraCases, kind } of truth.causes) {
      const count = new Map<string, number>();
      for (const one of cases) if (TELLS[kind].test(one.said)) count.set(lineKey(one), (count.get(lineKey(one)) ?? 0) + 1);
      const inCell = (line: Line): boolean => line.day >= from && line.day <= to && (where.product_id ?? line.product) === line.product && (where.batch ?? line.batch) === line.batch
        && (where.channel ?? line.channel) === line.channel && (where.region ?? line.region) === line.region && (where.carrier ?? line.carrier) === line.carrier && (where.warehouse ?? line.warehouse) === line.warehouse;
      const sums = new Map<string, { inside: number; insideCases: number; outside: number; outsideCases: number }>();
      for (const line of lines.filter(({ cancelled, day }) => !cancelled && day >= from && day <= to)) {
        const sum = sums.get(line.category) ?? { inside: 0, insideCases: 0, outside: 0, outsideCases: 0 };
        const had = count.get(lineKey(line)) ?? 0;
        if (inCell(line)) { sum.inside += 1; sum.insideCases += had; } else { sum.outside += 1; sum.outsideCases += had; }
        sums.set(line.category, sum);
      }
      const observed = [...sums.values()].reduce((sum, one) => sum + one.insideCases, 0);
      const expected = [...sums.values()].reduce((sum, one) => sum + (one.inside * one.outsideCases) / Math.max(1, one.outside), 0);
      expect(observed / expected, kind).toBeGreaterThan(2);
      expect(Math.abs(observed - expected - extraCases), kind).toBeLessThan(3 * Math.sqrt(observed));
    }
  });

  test('abusers have many cases, and the customers who were let down are others', () => {
    const customerOf = new Map(lines.map((line) => [lineKey(line), line.customer]));
    const casesOf = new Map<string, number>();
    for (const one of cases) {
      const customer = customerOf.get(lineKey(one)) ?? '';
      casesOf.set(customer, (casesOf.get(customer) ?? 0) + 1);
    }
    expect(new Set(truth.abusers.map(({ kind }) => kind)).size).toBe(5);
    for (const { customer_id } of truth.abusers) expect(casesOf.get(customer_id) ?? 0).toBeGreaterThanOrEqual(8);
    expect(truth.letDown.length).toBeGreaterThanOrEqual(40);
    expect(truth.letDown.filter((id) => truth.abusers.some(({ customer_id }) => customer_id === id))).toEqual([]);
    for (const id of truth.letDown) expect(casesOf.get(id) ?? 0).toBeGreaterThanOrEqual(2);
  });

  test('a world without causes has none, nor anybody to remember', async () => {
    const none = await generateDemo({ seed: 11, causes: false, orderLines: 1500, dir: join(home, 'none') });
    expect([none.causes, none.abusers, none.letDown]).toEqual([[], [], []]);
    expect(none.totals.cases).toBeGreaterThan(150);
  });
});
