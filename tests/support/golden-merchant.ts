import { identifier, literal, names } from '../../lib/lake/table-sql.ts';
import { tableNames, tables, type TableName } from '../../lib/model/tables.ts';
import { trusted, type Day } from '../../lib/model/ids.ts';

/** The day that the golden merchant is looked at from; its last case is of this day. */
export const goldenDay = trusted<Day>('2026-06-30');

type Cells = Readonly<Record<string, string | number>>;

const at = (day: string, hour = '10:00:00'): string => `${day} ${hour}`;
const order = (order_id: string, shipped_day: string, more: Cells = {}): Cells => ({
  source: 's', order_id, line_id: '1', customer_key: 'c1', product_id: 'P1', channel: '旗舰店', region: '广东', carrier: '顺丰', ordered_day: shipped_day,
  ordered_at: at(shipped_day), shipped_day, shipped_at: at(shipped_day, '18:00:00'), delivered_day: shipped_day, quantity: 1, currency: 'CNY', paid_minor: 10_000, status: 'delivered', ...more,
});
const oneCase = (case_id: string, order_id: string, opened_day: string, more: Cells = {}): Cells => ({
  source: 's', case_id, line_id: '1', order_id, kind: 'return', stage: 'after_delivery', status: 'completed', opened_day, opened_at: at(opened_day, '12:00:00'), reason: 'too_small', fault: 'shared',
  evidence: 'code', reason_raw: '尺码不合适', ...more,
});

/**
 * A merchant small enough to be worked out by hand: every border, null and half that the questions decide about is in it once.
 * Units whose returns are seen (source s from 2026-04-01, its first case, to 2026-06-30; source x has no cases and is covered by those of s):
 * O1 2 (age 29), O2 1 (20), O3 1 (10), O4 1 (0), O7 1 (89), O10 1 + 1 (4), O8 1 (15) = 9. O6 was shipped the day before the first case.
 */
export const goldenTables: Readonly<Record<TableName, readonly Cells[]>> = {
  products: [{ product_id: 'P1', name: '连衣裙·红', category: '连衣裙', currency: 'CNY', unit_cost_minor: 4_000 }, { product_id: 'P2', name: 'no category' }],
  customers: [
    { customer_key: 'c1', joined_day: '2025-01-15', region: '广东', age_band: '25-34', membership: 'gold' }, { customer_key: 'c9', joined_day: '2026-01-01' },
  ],
  orders: [
    order('O1', '2026-06-01', { quantity: 2, paid_minor: 20_000, unit_cost_minor: 4_000, phone_key: 't1' }),
    order('O2', '2026-06-10', { paid_minor: 10_001 }),
    order('O3', '2026-06-20', { customer_key: 'c2', product_id: 'P2', channel: '直播' }),
    order('O4', '2026-06-30', { customer_key: 'c2', phone_key: 't1' }),
    order('O5', '2026-06-02', { status: 'cancelled' }),
    order('O6', '2026-03-31', { customer_key: 'c3' }),
    // Nobody's, and without a channel.
    { source: 's', order_id: 'O7', line_id: '1', product_id: 'P1', shipped_day: '2026-04-02', ordered_day: '2026-04-02', currency: 'CNY', paid_minor: 9_999 },
    order('O8', '2026-06-15', { source: 'x', customer_key: 'c4', product_id: 'P2', currency: 'USD', channel: 'x-shop' }),
    // Ordered by the day, shipped after it.
    order('O9', '2026-07-02', { ordered_day: '2026-06-29', ordered_at: at('2026-06-29'), delivered_day: '2026-07-04' }),
    order('O10', '2026-06-26', { customer_key: 'c2' }),
    order('O10', '2026-06-26', { customer_key: 'c2', line_id: '2', product_id: 'P2', paid_minor: 5_000 }),
    order('O11', '2025-06-30', { customer_key: 'c5' }), order('O12', '2025-07-01', { customer_key: 'c5' }),
  ],
  cases: [
    oneCase('K1', 'O1', '2026-06-05', { resolved_day: '2026-06-07', resolved_at: at('2026-06-07'), refund_minor: 10_000, paid_minor: 20_000 }),
    oneCase('K2', 'O2', '2026-06-15', { kind: 'refund_only', reason: 'defective', fault: 'product', refund_minor: 1_250, service_minutes: 7.5, resolved_day: '2026-06-15', resolved_at: at('2026-06-15', '20:30:00') }),
    oneCase('K3', 'O3', '2026-06-25', { kind: 'exchange', reason: 'damaged_in_transit', fault: 'carrier', inbound_freight_minor: 1_200, compensation_minor: 500, recovered_minor: 700, disposition: 'scrap', status: 'open' }),
    // Names the order and a product, by a line that the order does not have.
    oneCase('K4', 'O10', '2026-06-28', { line_id: '7', product_id: 'P2', reason: 'changed_mind', fault: 'customer', refund_minor: 5_000, disposition: 'restock' }),
    oneCase('K5', 'nowhere', '2026-06-29', { kind: 'complaint', reason: 'poor_service', fault: 'service', customer_key: 'c6' }),
    oneCase('K6', 'O6', '2026-06-20', { status: 'rejected' }),
    // The order file's own word of the refund: K1 has told of it.
    { source: 's', case_id: 'O1', line_id: '1', order_id: 'O1', kind: 'return', opened_day: '2026-06-05', refund_minor: 10_000 },
    oneCase('K8', 'O6', '2026-04-01', { reason: 'changed_mind', fault: 'customer', resolved_day: '2026-07-03', refund_minor: 10_000 }),
    oneCase('K9', 'O4', '2026-06-30', { kind: 'return', reason: 'unknown', evidence: 'unknown', reason_raw: '说不清', fault: 'unknown', refund_minor: 10_000 }),
    // A sub-order: the line is the order's own id.
    oneCase('K10', 'parent', '2026-06-30', { line_id: 'O7', kind: 'repair', reason: 'repair_in_warranty', fault: 'product', repair_labour_minutes: 12.5 }),
    oneCase('K11', 'O2', '2026-07-01'),
    oneCase('K12', 'O8', '2026-06-30', { kind: 'reship', currency: 'USD', reason: 'lost_or_not_received', fault: 'carrier' }),
  ],
  contacts: [
    { source: 'crm', contact_id: '1', case_id: 'K1', started_day: '2026-06-05', minutes: 12.5, csat: 4 },
    { source: 'crm', contact_id: '2', customer_key: 'c2', started_day: '2026-06-29', minutes: 2.5, csat: 1 },
    { source: 'crm', contact_id: '3', started_day: '2026-04-01' },
  ],
  // Nobody rated: the empty table.
  feedback: [],
};

/** The merchant's canonical tables as one SELECT each, typed, in the SQL that both engines read. */
export function goldenSql(table: TableName): string {
  const types = { text: 'varchar', int: 'integer', minor: 'bigint', double: 'double', time: 'timestamp', day: 'date' } as const;
  const columns = tables[table].columns;
  const cell = (name: string, type: keyof typeof types, cells: Cells): string => {
    const value = cells[name];
    return `CAST(${value === undefined ? 'NULL' : type === 'double' ? `${value}e0` : typeof value === 'number' ? String(value) : literal(value)} AS ${types[type]})`;
  };
  const row = (cells: Cells): string => `(${columns.map(({ name, type }) => cell(name, type, cells)).join(', ')})`;
  const rows = goldenTables[table];
  return `SELECT * FROM (VALUES ${(rows.length === 0 ? [{}] : rows).map(row).join(', ')}) AS given (${names(tables[table]).map(identifier).join(', ')})${rows.length === 0 ? ' WHERE FALSE' : ''}`;
}

export const goldenTableNames = tableNames;
