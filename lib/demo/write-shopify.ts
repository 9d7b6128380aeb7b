import { shopStamp, yuan } from './clock.ts';
import type { Order } from './events.ts';
import { csvRow, underHeader } from './sink.ts';

/** The orders export of 2026: one row a line item; what belongs to the order stands on its first row only. */
export const shopifyHeader: readonly string[] = ['Name', 'Email', 'Financial Status', 'Paid at', 'Fulfillment Status', 'Fulfilled at', 'Accepts Marketing', 'Currency', 'Subtotal', 'Shipping',
  'Taxes', 'Total', 'Discount Code', 'Discount Amount', 'Shipping Method', 'Created at', 'Lineitem quantity', 'Lineitem name', 'Lineitem price', 'Lineitem compare at price', 'Lineitem sku',
  'Lineitem requires shipping', 'Lineitem taxable', 'Lineitem fulfillment status', 'Billing Name', 'Billing Street', 'Billing Address1', 'Billing Address2', 'Billing Company', 'Billing City',
  'Billing Zip', 'Billing Province', 'Billing Country', 'Billing Phone', 'Shipping Name', 'Shipping Street', 'Shipping Address1', 'Shipping Address2', 'Shipping Company', 'Shipping City',
  'Shipping Zip', 'Shipping Province', 'Shipping Country', 'Shipping Phone', 'Notes', 'Note Attributes', 'Cancelled at', 'Payment Method', 'Payment Reference', 'Refunded Amount', 'Vendor',
  'Outstanding Balance', 'Employee', 'Location', 'Device ID', 'Id', 'Tags', 'Risk Level', 'Source', 'Lineitem discount', 'Tax 1 Name', 'Tax 1 Value', 'Tax 2 Name', 'Tax 2 Value',
  'Tax 3 Name', 'Tax 3 Value', 'Tax 4 Name', 'Tax 4 Value', 'Tax 5 Name', 'Tax 5 Value', 'Phone', 'Receipt Number', 'Duties', 'Billing Province Name', 'Shipping Province Name', 'Payment ID',
  'Payment Terms Name', 'Next Payment Due At', 'Payment References'];

const under = underHeader(shopifyHeader);
const NOTES = ['', '', '', '', '', '', '', 'Please leave it with the concierge.\nThe bell does not work.', 'Birthday present:\n"Happy birthday, Sam", please, and no invoice in the box.', 'Call before delivery'];

export function shopifyRows(order: Order): string {
  const total = order.lines.reduce((sum, line) => sum + line.paidMinor, 0);
  const refunded = order.lines.reduce((sum, line) => sum + line.cases.reduce((part, one) => part + one.refundMinor, 0), 0);
  const first = order.lines[0];
  const cancelledAt = first?.status === 'cancelled' ? (first.cases[0]?.resolvedAt ?? null) : null;
  const fulfilled = first?.shippedAt ?? null;
  const { region } = order;
  const head = {
    'Financial Status': refunded === 0 ? 'paid' : refunded < total ? 'partially_refunded' : 'refunded',
    'Paid at': shopStamp(order.orderedAt + 30),
    'Fulfillment Status': fulfilled === null ? 'unfulfilled' : 'fulfilled',
    'Fulfilled at': shopStamp(fulfilled),
    'Accepts Marketing': order.number % 3 === 0 ? 'yes' : 'no',
    Currency: 'CNY',
    Subtotal: yuan(total),
    Shipping: '0.00',
    Taxes: '0.00',
    Total: yuan(total),
    'Discount Amount': yuan(order.lines.reduce((sum, line) => sum + line.discountMinor, 0)),
    'Shipping Method': order.carrier,
    'Shipping City': region.city,
    'Shipping Zip': `'${region.zip}`,
    'Shipping Province': region.province,
    'Shipping Country': region.country,
    Notes: NOTES[order.number % NOTES.length] ?? '',
    'Note Attributes': order.number % 4 === 0 ? `gift_wrap: no\nlanguage: en` : '',
    'Cancelled at': shopStamp(cancelledAt),
    'Payment Method': 'Shopify Payments',
    'Payment Reference': `c${String(order.number).padStart(9, '0')}.1`,
    'Refunded Amount': yuan(refunded),
    'Outstanding Balance': '0.00',
    Id: String(5_900_000_000_000 + order.number * 32_771),
    'Risk Level': 'Low',
    Source: 'web',
    'Shipping Province Name': region.name,
  };
  return order.lines.map((line, i) => csvRow(under({
    Name: order.id,
    Email: order.person.id,
    ...(i === 0 ? head : {}),
    'Created at': shopStamp(order.orderedAt),
    'Lineitem quantity': String(line.quantity),
    'Lineitem name': `${line.name} - ${line.variant}`,
    'Lineitem price': yuan(line.product.priceMinor),
    'Lineitem sku': line.product.id,
    'Lineitem requires shipping': 'true',
    'Lineitem taxable': 'false',
    'Lineitem fulfillment status': line.shippedAt === null ? 'pending' : 'fulfilled',
    Vendor: 'Aster & Pine',
    'Lineitem discount': yuan(line.discountMinor),
  }))).join('');
}
