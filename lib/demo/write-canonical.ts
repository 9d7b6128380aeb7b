import { tables } from '../model/tables.ts';
import type { TableName } from '../model/tables.ts';
import { dayText, isoStamp, yuan } from './clock.ts';
import type { Product } from './catalogue.ts';
import type { Case, Contact, Feedback, Line, Order } from './events.ts';
import { regionOf } from './people.ts';
import type { Person } from './people.ts';
import { csvRow, underHeader } from './sink.ts';
import { douyinCaseId } from './write-douyin.ts';
import { isPlatformCase, taobaoCaseId } from './write-taobao.ts';

/** The columns that this merchant keeps: those of the canonical CSV, less what the demo has nothing to say about. */
const LEFT_OUT = new Set(['source_updated_at', 'phone', 'address', 'shop']);
const headerOf = (table: TableName): string[] => tables[table].columns.flatMap(({ csv }) => (csv === undefined || LEFT_OUT.has(csv) ? [] : [csv]));
export const canonicalHeaders: Readonly<Record<TableName, readonly string[]>> = {
  orders: headerOf('orders'), cases: headerOf('cases'), contacts: headerOf('contacts'), feedback: headerOf('feedback'), customers: headerOf('customers'), products: headerOf('products'),
};
const under = {
  orders: underHeader(canonicalHeaders.orders), cases: underHeader(canonicalHeaders.cases), contacts: underHeader(canonicalHeaders.contacts),
  feedback: underHeader(canonicalHeaders.feedback), customers: underHeader(canonicalHeaders.customers), products: underHeader(canonicalHeaders.products),
};

/** A case's number in the file where it stands: the platform's, or the shop's own book. */
export function caseIdOf(order: Order, one: Case): string {
  if (order.channel === 'taobao' && isPlatformCase(one)) return taobaoCaseId(one);
  if (order.channel === 'douyin' && isPlatformCase(one)) return douyinCaseId(one);
  return isOrderRefund(order, one) ? order.id : `AS${String(one.number).padStart(7, '0')}`;
}

/** The own site's export tells a refund as one amount of its order. The book numbers the first such case like the order, so that the two are one case and not two. */
const isOrderRefund = (order: Order, one: Case): boolean =>
  order.channel === 'shopify' && order.lines.flatMap((line) => line.cases).find((other) => other.refundMinor > 0) === one;

/** 抖店 counts parent orders, whose lines are the sub-orders; elsewhere a sub-order is an order. */
export const orderIdOf = (order: Order, line: Line): string => (order.channel === 'douyin' ? order.id : line.orderId);

/** The own site's export numbers no lines: its article names the line, and further variants of it in one order are #2, #3 in the order of their names. */
function lineIdOf(order: Order, line: Line): string {
  if (order.channel === 'douyin') return line.orderId;
  if (order.channel !== 'shopify') return '1';
  const before = order.lines.filter((other) => other.product === line.product && other.variant < line.variant).length;
  return before === 0 ? line.product.id : `${line.product.id}#${before + 1}`;
}

/** One order line of the Chinese channels; the own site's lines come in its own file. */
export const orderRow = (order: Order, line: Line): string => csvRow(under.orders({
  source: order.channel,
  order_id: orderIdOf(order, line),
  line_id: lineIdOf(order, line),
  customer_id: order.person.id,
  product_id: line.product.id,
  variant_id: line.variant === '' ? '' : `${line.product.id}:${line.variant}`,
  product_name: line.name,
  category: line.product.category.label.zh,
  channel: order.channel,
  region: order.region.name,
  carrier: order.carrier,
  warehouse: order.warehouse,
  batch: line.batch ?? '',
  ordered_at: isoStamp(order.orderedAt),
  shipped_at: isoStamp(line.shippedAt),
  delivered_at: isoStamp(line.deliveredAt),
  promised_at: isoStamp(order.promisedAt),
  quantity: String(line.quantity),
  currency: 'CNY',
  paid: yuan(line.paidMinor),
  unit_cost: yuan(line.product.costMinor),
  status: line.status,
}));

export const caseRow = (order: Order, line: Line, one: Case): string => csvRow(under.cases({
  source: order.channel,
  case_id: caseIdOf(order, one),
  line_id: isOrderRefund(order, one) ? '1' : lineIdOf(order, line),
  order_id: orderIdOf(order, line),
  customer_id: order.person.id,
  product_id: line.product.id,
  product_name: line.name,
  category: line.product.category.label.zh,
  channel: order.channel,
  region: order.region.name,
  carrier: order.carrier,
  warehouse: order.warehouse,
  batch: line.batch ?? '',
  kind: one.kind,
  stage: one.stage,
  status: one.status,
  goods_status: one.goods,
  opened_at: isoStamp(one.openedAt),
  resolved_at: isoStamp(one.resolvedAt),
  quantity: String(line.quantity),
  currency: 'CNY',
  paid: yuan(line.paidMinor),
  refund: yuan(one.refundMinor),
  reason_raw: one.said.reason,
  comment: one.said.comment,
  disposition: one.disposition,
  inbound_freight: yuan(one.costs.inboundMinor),
  outbound_freight: yuan(one.costs.outboundMinor),
  handling: yuan(one.costs.handlingMinor),
  repair_parts: yuan(one.costs.partsMinor),
  repair_labour_minutes: numberText(one.costs.labourMinutes),
  service_minutes: numberText(one.costs.serviceMinutes),
  compensation: yuan(one.costs.compensationMinor),
  recovered: yuan(one.costs.recoveredMinor),
}));

export const contactRow = (order: Order, orderId: string, one: Case | null, contact: Contact): string => csvRow(under.contacts({
  source: order.channel,
  contact_id: `CT${String(contact.number).padStart(7, '0')}`,
  case_id: one === null ? '' : caseIdOf(order, one),
  order_id: orderId,
  customer_id: order.person.id,
  medium: contact.medium,
  started_at: isoStamp(contact.startedAt),
  minutes: numberText(contact.minutes),
  csat: numberText(contact.csat),
  topic: contact.topic,
}));

export const feedbackRow = (order: Order, line: Line, feedback: Feedback): string => csvRow(under.feedback({
  source: order.channel,
  feedback_id: `RV${String(feedback.number).padStart(7, '0')}`,
  customer_id: order.person.id,
  order_id: orderIdOf(order, line),
  product_id: line.product.id,
  rating: String(feedback.rating),
  text: feedback.text,
  at: isoStamp(feedback.at),
}));

export const customerRow = (person: Person, firstDay: number): string => csvRow(under.customers({
  customer_id: person.id,
  joined_at: dayText(firstDay + person.joined),
  region: regionOf(person).name,
  age_band: person.ageBand,
  membership: person.membership,
}));

export const productRow = (product: Product): string => csvRow(under.products({
  product_id: product.id,
  name: product.zh,
  category: product.category.label.zh,
  unit_cost: yuan(product.costMinor),
  warranty_days: product.category.warrantyDays === 0 ? '' : String(product.category.warrantyDays),
}));

const numberText = (value: number | null): string => (value === null ? '' : String(value));
