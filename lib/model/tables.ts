/**
 * The canonical tables as data: one definition feeds the parts that ingest writes, the views of the query engine, the Glue tables,
 * `records`, and the canonical CSV. Source: the data model (docs/data-model.md).
 *
 * `type`  text | int (32 bit) | minor (money, 64-bit minor units) | double | time (UTC timestamp, milliseconds) | day (date in the merchant's zone)
 * `csv`   the column's name in a canonical CSV, where it differs or where the value is written otherwise; absent = not read from a file
 */
export type TableName = 'cases' | 'orders' | 'contacts' | 'feedback' | 'customers' | 'products';
export type ColumnType = 'text' | 'int' | 'minor' | 'double' | 'time' | 'day';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** Its name in a canonical CSV. Derived columns (days, keys of lineage, classification) have none. */
  readonly csv?: string;
}

export interface Table {
  readonly name: TableName;
  readonly key: readonly string[];
  /** The instant that dates the record: one of these must be present (after `source_updated_at`). */
  readonly times: readonly string[];
  readonly columns: readonly Column[];
}

const text = (name: string, csv: string | null = name): Column => (csv === null ? { name, type: 'text' } : { name, type: 'text', csv });
const int = (name: string): Column => ({ name, type: 'int', csv: name });
const double = (name: string): Column => ({ name, type: 'double', csv: name });
const minor = (csv: string): Column => ({ name: `${csv}_minor`, type: 'minor', csv });
/** An instant and the day it falls on: `opened_at` and `opened_day`. */
const time = (name: string): Column[] => [
  { name, type: 'time', csv: name },
  { name: name === 'at' ? 'day' : name.replace(/_at$/, '_day'), type: 'day' },
];
const personKey = (name: string, csv: string): Column => ({ name, type: 'text', csv });
/** Where the row came from and which one wins; the last columns of every table. */
const LINEAGE: readonly Column[] = [
  { name: 'source_updated_at', type: 'time', csv: 'source_updated_at' },
  text('upload_id', null),
  { name: 'order_key', type: 'int' },
  { name: 'row_no', type: 'int' },
];

export const tables: Readonly<Record<TableName, Table>> = {
  cases: {
    name: 'cases',
    key: ['source', 'case_id', 'line_id'],
    times: ['opened_at', 'resolved_at'],
    columns: [
      text('source'), text('case_id'), text('line_id'), text('order_id'), personKey('customer_key', 'customer_id'),
      text('product_id'), text('variant_id'), text('product_name'), text('category'), text('channel'), text('shop'), text('region'),
      text('carrier'), text('warehouse'), text('batch'), text('kind'), text('stage'), text('status'), text('goods_status'),
      ...time('opened_at'), ...time('resolved_at'), int('quantity'), text('currency'), minor('paid'), minor('refund'),
      text('reason_raw'), text('comment'), text('reason', null), text('fault', null), derived('confidence'), text('evidence', null),
      text('disposition'), minor('inbound_freight'), minor('outbound_freight'), minor('handling'), minor('repair_parts'),
      double('repair_labour_minutes'), double('service_minutes'), minor('compensation'), minor('recovered'), ...LINEAGE,
    ],
  },
  orders: {
    name: 'orders',
    key: ['source', 'order_id', 'line_id'],
    times: ['ordered_at', 'shipped_at', 'delivered_at'],
    columns: [
      text('source'), text('order_id'), text('line_id'), personKey('customer_key', 'customer_id'), personKey('phone_key', 'phone'),
      personKey('address_key', 'address'), text('product_id'), text('variant_id'), text('product_name'), text('category'), text('channel'),
      text('shop'), text('region'), text('carrier'), text('warehouse'), text('batch'), ...time('ordered_at'), ...time('shipped_at'),
      ...time('delivered_at'), ...time('promised_at'), int('quantity'), text('currency'), minor('paid'), minor('unit_cost'),
      text('status'), ...LINEAGE,
    ],
  },
  contacts: {
    name: 'contacts',
    key: ['source', 'contact_id'],
    times: ['started_at'],
    columns: [
      text('source'), text('contact_id'), text('case_id'), text('order_id'), personKey('customer_key', 'customer_id'), text('medium'),
      ...time('started_at'), double('minutes'), double('csat'), text('topic'), ...LINEAGE,
    ],
  },
  feedback: {
    name: 'feedback',
    key: ['source', 'feedback_id'],
    times: ['at'],
    columns: [
      text('source'), text('feedback_id'), personKey('customer_key', 'customer_id'), text('order_id'), text('product_id'),
      double('rating'), text('text'), ...time('at'), ...LINEAGE,
    ],
  },
  customers: {
    name: 'customers',
    key: ['customer_key'],
    times: ['joined_at'],
    columns: [personKey('customer_key', 'customer_id'), ...time('joined_at'), text('region'), text('age_band'), text('membership'), ...LINEAGE],
  },
  products: {
    name: 'products',
    key: ['product_id'],
    times: [],
    columns: [text('product_id'), text('name'), text('category'), text('currency', null), minor('unit_cost'), int('warranty_days'), ...LINEAGE],
  },
};

function derived(name: string): Column {
  return { name, type: 'double' };
}

export const tableNames: readonly TableName[] = ['orders', 'cases', 'contacts', 'feedback', 'customers', 'products'];

/** Words a canonical column may hold; another word is kept in the report and read as null. */
export const vocabularies = {
  kind: ['return', 'refund_only', 'exchange', 'repair', 'reship', 'complaint', 'cancel'],
  stage: ['before_shipment', 'in_transit', 'after_delivery'],
  case_status: ['open', 'completed', 'rejected', 'withdrawn'],
  order_status: ['placed', 'paid', 'shipped', 'delivered', 'cancelled'],
  goods_status: ['not_shipped', 'in_transit', 'received', 'returned'],
  disposition: ['restock', 'refurbish', 'return_to_vendor', 'liquidate', 'scrap', 'kept_by_customer', 'lost'],
} as const;

/** Other spellings that mean one of the words above. */
export const vocabularyAliases: Readonly<Record<string, string>> = { resell: 'restock', keep: 'kept_by_customer' };
