import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rng } from '../../lib/demo/prng.ts';
import { taobaoHeader } from '../../lib/demo/write-taobao.ts';
import type { StoredReport } from '../../lib/flows/ingest.ts';
import type { TableName } from '../../lib/model/tables.ts';
import { accounted } from '../../lib/model/report.ts';
import { encoded, ingestBed, table, type Content, type IngestBed } from '../support/ingest-bed.ts';
import { writeXlsx } from '../support/xlsx-writer.ts';

let bed: IngestBed;
beforeAll(async () => { bed = await ingestBed(); });
afterAll(() => bed.close());

type Rows = Record<string, string>[];
interface Sent { readonly report: StoredReport; readonly rows: number }
interface Source { readonly name: string; readonly table: TableName; readonly header: readonly string[]; readonly rows: Rows }

const random = rng(7, 'metamorphic');
const pick = <T>(...of: T[]): T => of[Math.floor(random.next() * of.length)] as T;
const stamp = (i: number): string => `2026-0${1 + (i % 9)}-1${i % 10} ${String(i % 24).padStart(2, '0')}:0${i % 6}:00`;
const many = (n: number, of: (i: number) => Record<string, string>): Rows => Array.from({ length: n }, (_, i) => of(i));

const sources: Source[] = [
  {
    name: 'canonical cases', table: 'cases',
    header: ['source', 'case_id', 'line_id', 'order_id', 'customer_id', 'product_id', 'region', 'kind', 'status', 'opened_at', 'resolved_at', 'quantity', 'currency', 'paid', 'refund', 'reason_raw', 'comment', 'disposition', 'handling'],
    rows: many(120, (i) => ({ source: 'shop', case_id: `C${i % 100}`, line_id: String(1 + Math.floor(i / 100)), order_id: `00${i}`, customer_id: pick('Ada', 'ＢＯＢ', '17850.0', '', 'c***d', '顾客甲'), product_id: `P${i % 7}`, region: pick('广东', 'Zürich', ''), kind: pick('return', 'refund_only', 'exchange', '未知'), status: pick('completed', 'open', 'rejected', ''), opened_at: stamp(i), resolved_at: pick(stamp(i + 1), ''), quantity: String(1 + (i % 3)), currency: pick('CNY', 'JPY', ''), paid: pick('1,299.50', '￥20', ''), refund: pick('0.005', '12', '3.1', ''), reason_raw: pick('尺码偏小', 'DEFECTIVE', ''), comment: pick('第一行\n第二行', 'say "no", please', '打 13800138000', ''), disposition: pick('resell', 'scrap', ''), handling: pick('1.5', '') })),
  },
  {
    name: 'canonical orders', table: 'orders',
    header: ['source', 'order_id', 'line_id', 'customer_id', 'phone', 'product_id', 'ordered_at', 'shipped_at', 'quantity', 'currency', 'paid', 'unit_cost', 'status', 'source_updated_at'],
    rows: many(120, (i) => ({ source: 'shop', order_id: `="${String(i).padStart(5, '0')}"`, line_id: '', customer_id: `顾客${i % 11}`, phone: pick('+86 138-0013-8000', '13800138000', ''), product_id: `P${i % 5}`, ordered_at: stamp(i), shipped_at: pick(stamp(i + 2), ''), quantity: String(1 + (i % 4)), currency: 'EUR', paid: '19.99', unit_cost: '7', status: pick('paid', 'shipped', 'cancelled'), source_updated_at: '2026-11-01T00:00:00+02:00' })),
  },
  {
    name: 'a Taobao file', table: 'cases', header: taobaoHeader,
    rows: many(100, (i) => ({ 订单编号: `12840192840192${String(40000 + i)}`, 退款编号: `9812739018273${String(10000 + i)}`, 商品id: `68${i % 9}`, 商品编码: `K-${i % 9}`, 买家实际支付金额: pick('99.00', '￥1,080.5'), 买家退款金额: pick('99.00', '5'), 宝贝标题: '连衣裙，夏季新款', 售后类型: pick('退货退款', '仅退款'), 退款的申请时间: stamp(i), 退款完结时间: pick(stamp(i + 1), ''), 退款状态: pick('退款成功', '退款关闭', '买家已经申请退款，等待卖家同意'), 货物状态: pick('未发货', '已收到货', '已寄回'), 买家退款原因: pick('尺码偏小', '7天无理由退换货', '质量问题'), 买家退款说明: pick('线头多"很多"', '', '不想要了\n谢谢') })),
  },
];

function shuffled<T>(rows: readonly T[]): T[] {
  const copy = [...rows];
  for (let i = copy.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random.next() * (i + 1));
    [copy[i], copy[j]] = [copy[j] as T, copy[i] as T];
  }
  return copy;
}

const asXlsx = async ({ header, rows }: Source, name: string): Promise<string> => {
  const path = join(bed.dir, `${name}.xlsx`);
  await writeXlsx(path, [{ name: 'Sheet1', rows: [header, ...rows.map((r) => header.map((h) => r[h] ?? ''))] }]);
  return path;
};

describe.each(sources)('$name', (source) => {
  const text = (rows: Rows = source.rows, header = source.header): string => table(header, rows, { newline: '\r\n' });
  const state = async (merchant: string): Promise<string> => JSON.stringify(await bed.records(merchant, source.table));
  const id = source.name.replaceAll(' ', '-').toLowerCase();
  let plain: string;
  beforeAll(async () => {
    const report = await bed.send('m', `${id}.csv`, text());
    expect(['accepted', 'partly']).toContain(report.decision);
    expect(accounted(report.counts)).toBe(report.counts.records);
    expect(report.tables[source.table]?.rows).toBe(source.rows.length);
  });

  const half = Math.floor(source.rows.length / 2);
  const flat = source.rows.filter((r) => !Object.values(r).some((c) => /[\n\t"]/.test(c)));
  const send = async (name: string, content: Content, rows: number): Promise<Sent> => ({ report: await bed.send('m', `${id}-${name}`, content), rows });
  const ways: [string, () => Promise<Sent[]>][] = [
    ['shuffled, joined with itself, with shuffled columns, in GB18030', async () => [await send('1.csv', encoded(text(shuffled([...source.rows, ...source.rows]), shuffled(source.header)), 'gb18030'), source.rows.length)]],
    ['split in two overlapping files, the second first', async () => [await send('2a.csv', text(source.rows.slice(half - 5)), source.rows.length - half + 5), await send('2b.csv', text(source.rows.slice(0, half)), half)]],
    ['as tabs in UTF-16', async () => [await send('4.txt', encoded(table(source.header, flat, { delimiter: '\t' }), 'utf-16le'), flat.length)]],
    ['as a workbook', async () => [{ report: await bed.sendFile('m', await asXlsx(source, id)), rows: source.rows.length }]],
  ];

  // Each way is put on top of what is there: a row that is read otherwise would be an insertion or an update.
  test.each(ways)('is the same %s', async (_, again) => {
    plain ??= await state('m');
    for (const { report, rows } of await again()) {
      expect(report.tables[source.table]).toMatchObject({ rows, inserted: 0, updated: 0 });
      expect(accounted(report.counts)).toBe(report.counts.records);
    }
    expect(await state('m')).toBe(plain);
  });
});

test('each way alone, on an empty merchant, ends in the same records', async () => {
  const [source] = sources;
  if (source === undefined) return;
  await bed.send('alone-a', 'a.csv', encoded(table(source.header, shuffled(source.rows)), 'utf-16be'));
  await bed.sendFile('alone-b', await asXlsx(source, 'alone'));
  const [a, b] = [await bed.records('alone-a', 'cases'), await bed.records('alone-b', 'cases')];
  const keyless = (rows: typeof a): string => JSON.stringify(rows.map(({ customer_key: _, ...rest }) => rest));
  expect(keyless(b)).toBe(keyless(a));
});
