import { identifier, literal, names } from '../../lib/lake/table-sql.ts';
import { addDays } from '../../lib/model/days.ts';
import { tables, type ColumnType, type TableName } from '../../lib/model/tables.ts';
import { rng } from '../../lib/demo/prng.ts';
import { reasons } from '../../lib/model/reasons.ts';
import { goldenDay } from './golden-merchant.ts';

const ROWS: Readonly<Record<TableName, number>> = { orders: 120, cases: 60, contacts: 20, feedback: 20, customers: 8, products: 6 };

/** Values of few kinds, so that rows meet: nothing, zero, halves, quotes, Chinese, words that sort differently as bytes and as letters. */
const words: Readonly<Record<string, readonly string[]>> = {
  source: ['s', 'x:旗舰店'], order_id: Array.from({ length: 60 }, (_, n) => `O${n}`), line_id: ['1', '2'], case_id: Array.from({ length: 40 }, (_, n) => (n < 8 ? `O${n}` : `K${n}`)),
  contact_id: Array.from({ length: 20 }, (_, n) => `${n}`), feedback_id: Array.from({ length: 20 }, (_, n) => `${n}`), customer_key: Array.from({ length: 9 }, (_, n) => `c${n}`),
  phone_key: ['t1', 't2'], address_key: ['a1', 'a2', 'a3'], product_id: ['P1', 'P2', 'p2', '连衣裙', ''], variant_id: ['红', '蓝', 'red'], product_name: ["O'Neill", '裙', 'é'], name: ['裙', "O'Neill"],
  category: ['dress', '连衣裙', ''], channel: ['直播', 'shop', 'Shop'], shop: ['s1', '店'], region: ['广东', 'Hubei'], carrier: ['顺丰', 'YD'], warehouse: ['w1'], batch: ['b1', 'b2'],
  kind: ['return', 'refund_only', 'exchange', 'repair', 'reship', 'complaint', 'cancel'], stage: ['before_shipment', 'in_transit', 'after_delivery'], goods_status: ['not_shipped', 'received', 'returned', 'lost'],
  disposition: ['restock', 'scrap', 'kept_by_customer', 'lost'], reason: reasons.map(({ code }) => code), fault: ['customer', 'product', 'shared', 'unknown'], currency: ['CNY', 'CNY', 'USD'],
  age_band: ['18-24', '25-34'], membership: ['gold'], medium: ['phone'],
};

/** The canonical tables of a merchant of edge values, as SELECTs that both engines read: the same seed, the same tables. */
export function edgeSql(seed: number): (table: TableName) => string {
  return (table) => {
    const random = rng(seed, table).next;
    const { columns, key } = tables[table];
    const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
    const day = (): string => addDays(goldenDay, -Math.floor(random() ** 2 * 420));
    const cell = (name: string, type: ColumnType, n: number): string => {
      const mayMiss = !key.includes(name) && name !== 'order_key' && name !== 'row_no';
      if (mayMiss && random() < 0.12) return 'NULL';
      switch (type) {
        case 'text': return literal(name === 'status' ? pick(table === 'orders' ? ['placed', 'paid', 'shipped', 'delivered', 'cancelled'] : ['open', 'completed', 'rejected', 'withdrawn']) ?? '' : pick(words[name] ?? ['', '值', 'v']) ?? '');
        case 'int': return name === 'row_no' ? String(n) : name === 'order_key' ? '1' : String(Math.floor(random() * 4));
        case 'minor': return String(pick([0, 1, 5, 15, 1250, 9_999, 10_000, 10_001, 123_456_789]));
        case 'double': return `${pick([0, 0.5, 1, 2.5, 4, 5, 7.5, 12.5])}e0`;
        case 'time': return literal(`${day()} ${pick(['00:00:00.000', '15:59:59.999', '16:00:00.000', '23:59:59.999'])}`);
        case 'day': return literal(day());
      }
    };
    const types = { text: 'varchar', int: 'integer', minor: 'bigint', double: 'double', time: 'timestamp', day: 'date' } as const;
    const seen = new Set<string>();
    const rows = Array.from({ length: ROWS[table] }, (_, n) => columns.map(({ name, type }) => ({ name, sql: `CAST(${cell(name, type, n)} AS ${types[type]})` })))
      .filter((row) => {
        const own = row.filter(({ name }) => key.includes(name)).map(({ sql }) => sql).join();
        return seen.has(own) ? false : seen.add(own);
      });
    return `SELECT * FROM (VALUES ${rows.map((row) => `(${row.map(({ sql }) => sql).join(', ')})`).join(', ')}) AS given (${names(tables[table]).map(identifier).join(', ')})`;
  };
}
