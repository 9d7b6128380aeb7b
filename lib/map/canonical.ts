import { tableNames, tables, type TableName } from '../model/tables.ts';
import { words as label } from '../model/words.ts';
import { cell, type Columns, type Layout } from './declare.ts';

/** The canonical CSVs as layouts: column names are the canonical ones, nothing else to declare. */
const SIGNATURES: Readonly<Record<TableName, readonly (readonly string[])[]>> = {
  cases: [['case_id', 'opened_at'], ['case_id', 'kind'], ['case_id', 'reason_raw'], ['case_id', 'refund'], ['case_id', 'order_id', 'status']],
  orders: [['order_id', 'ordered_at'], ['order_id', 'shipped_at'], ['order_id', 'delivered_at'], ['order_id', 'line_id', 'source_updated_at']],
  contacts: [['contact_id']],
  feedback: [['feedback_id']],
  customers: [['customer_id', 'joined_at'], ['customer_id', 'age_band'], ['customer_id', 'membership'], ['customer_key', 'joined_at'], ['customer_key', 'age_band'], ['customer_key', 'membership']],
  products: [['product_id', 'unit_cost'], ['product_id', 'warranty_days'], ['product_id', 'name', 'category']],
};

const NAMES: Readonly<Record<TableName, readonly [string, string]>> = {
  cases: ['标准售后单', 'Canonical cases'], orders: ['标准订单', 'Canonical orders'], contacts: ['标准客服联系', 'Canonical contacts'],
  feedback: ['标准评价', 'Canonical feedback'], customers: ['标准顾客', 'Canonical customers'], products: ['标准商品', 'Canonical products'],
};

/** Names a canonical file of this table may have: the columns of the data model, and the keys that `records` writes. */
export function canonicalNames(table: TableName): string[] {
  const names = tables[table].columns.flatMap((c) => c.csv ?? []);
  const keys = tables[table].columns.filter((c) => c.csv !== undefined && c.name.endsWith('_key')).map((c) => c.name);
  return table === 'products' ? [...names, 'currency'] : [...names, ...keys];
}

function layoutOf(table: TableName): Layout {
  const columns: Columns = Object.fromEntries(canonicalNames(table).map((name) => [name, cell(name)]));
  const [zh, en] = NAMES[table];
  return { id: `canonical_${table}`, source: 'canonical', label: label(zh, en), signature: SIGNATURES[table], known: canonicalNames(table), emits: [{ table, columns }] };
}

export const canonicalLayouts: readonly Layout[] = tableNames.map(layoutOf);
