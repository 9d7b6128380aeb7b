import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StoredReport } from '../../lib/flows/ingest.ts';
import type { MappingDocument } from '../../lib/model/mapping.ts';
import { accounted } from '../../lib/model/report.ts';
import { ingestBed, type IngestBed } from '../support/ingest-bed.ts';

const file = fileURLToPath(new URL('../../../shared/data/tmall_orders.csv', import.meta.url));
const example = (): MappingDocument => JSON.parse(readFileSync(new URL('../../docs/examples/tmall-orders.mapping.json', import.meta.url), 'utf8')) as MappingDocument;
const fen = (amount: string): number => Math.round(Number(amount) * 100);

describe.skipIf(!existsSync(file))('Tmall orders with refunds through their mapping', { timeout: 120_000 }, () => {
  let bed: IngestBed;
  let report: StoredReport;
  const orders = existsSync(file) ? readFileSync(file, 'utf8').replace(/^\uFEFF/, '').trim().split(/\r?\n/).slice(1).map((line) => {
    const [id = '', total = '', paid = '', region = '', , paidAt = '', refund = ''] = line.split(',');
    return { id, totalFen: fen(total), paidFen: fen(paid), region, unpaid: paidAt === '', refundFen: fen(refund) };
  }) : [];
  const sum = (of: (order: (typeof orders)[number]) => number): number => orders.reduce((total, order) => total + of(order), 0);
  beforeAll(async () => {
    bed = await ingestBed();
    const held = await bed.sendFile('cn', file);
    expect(held.decision).toBe('held');
    report = await bed.map('cn', held.upload, example());
  }, 120_000);
  afterAll(() => bed.close());

  test('every line is an order, and those with money back are a case too', () => {
    expect(report).toMatchObject({ decision: 'accepted', counts: { records: 28_011, accepted: 28_010, duplicate_in_file: 0, rejected: 0 } });
    expect(accounted(report.counts)).toBe(report.counts.records);
    expect(report.tables['orders']?.rows).toBe(orders.length);
    expect(report.tables['cases']?.rows).toBe(orders.filter((o) => o.refundFen > 0).length);
    expect(report.tables['cases']?.rows).toBe(5_646);
  });

  test('what was paid is what was paid before the refund; an unpaid order paid nothing', async () => {
    expect(report.tables['orders']?.paid_minor).toEqual({ CNY: sum((o) => (o.unpaid ? 0 : o.totalFen)) });
    expect(report.tables['cases']?.refund_minor).toEqual({ CNY: sum((o) => o.refundFen) });
    expect(sum((o) => (o.refundFen > 0 ? o.totalFen - o.paidFen - o.refundFen : 0))).toBe(0);
    const unpaid = orders.filter((o) => o.unpaid).length;
    expect(await bed.rows('cn', 'SELECT status, count(*) AS n, sum(paid_minor) AS paid FROM orders GROUP BY status ORDER BY status')).toEqual([
      { status: 'paid', n: orders.length - unpaid, paid: sum((o) => (o.unpaid ? 0 : o.totalFen)) }, { status: 'placed', n: unpaid, paid: 0 },
    ]);
  });

  test('an order and its refund come from one record and find each other; nobody is invented', async () => {
    expect(await bed.rows('cn', 'SELECT count(*) AS n FROM cases c JOIN orders o ON o.order_id = c.order_id WHERE c.refund_minor <= o.paid_minor')).toEqual([{ n: 5_646 }]);
    expect(await bed.rows('cn', 'SELECT count(customer_key) AS n, count(DISTINCT region) AS regions FROM orders')).toEqual([{ n: 0, regions: new Set(orders.map((o) => o.region)).size }]);
  });
});
