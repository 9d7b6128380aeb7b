import { words as label } from '../../model/words.ts';
import { aboveZero, all, any, cell, constant, filled, first, joined, matches, minus, not, occurrence, times, when, words, type Layout } from '../declare.ts';

/**
 * Orders export of Shopify (2021: 75 columns, 2026: 79, or what the merchant picked). Grain: one record per line item; what belongs to the order stands on its
 * first record only and is carried to the others. A line has no id: its article names it, further different lines of that article are #2, #3.
 * A refund is an amount of the order: one case of the order, without a product where it has several lines. The export tells neither why nor when: the latest
 * day that it knows of the order dates the case; whether goods came back is known only where they were restocked, so a refund after shipment is refund_only.
 * A person is an e-mail, else a phone number; a name is shared by many and is no identity.
 */
const order = cell('Name', 'Order', 'Order Name');
const financial = cell('Financial Status');
const fulfilment = cell('Fulfillment Status');
const lineFulfilment = cell('Lineitem fulfillment status');
const article = cell('Lineitem sku', 'Lineitem name');
const anyLine = any(filled(cell('Lineitem name')), filled(cell('Lineitem sku')), filled(cell('Lineitem price')), filled(cell('Lineitem quantity')));
const cancelled = cell('Cancelled at');
const fulfilledAt = cell('Fulfilled at');
const createdAt = cell('Created at');
const refunded = cell('Refunded Amount');
const shipped = any(filled(fulfilledAt), matches(fulfilment, '^(?i:fulfilled|partial|shipped)$'));
const lineWaits = matches(lineFulfilment, '^(?i:pending|unfulfilled|on hold|scheduled)$');
const latest = first(cancelled, fulfilledAt, cell('Paid at'), createdAt);
const person = cell('Email', 'Phone', 'Shipping Phone', 'Billing Phone');
const region = cell('Shipping Province Name', 'Shipping Province', 'Shipping Country', 'Billing Province Name', 'Billing Province', 'Billing Country');

export const shopifyOrders: Layout = {
  id: 'shopify_orders',
  source: 'shopify',
  label: label('Shopify 订单', 'Shopify orders'),
  signature: [['Financial Status', 'Lineitem name'], ['Name', 'Lineitem name'], ['Name', 'Lineitem quantity'], ['Name', 'Lineitem sku'], ['Name', 'Financial Status'], ['Name', 'Fulfillment Status', 'Total']],
  known: ['Name', 'Email', 'Financial Status', 'Paid at', 'Fulfillment Status', 'Fulfilled at', 'Accepts Marketing', 'Currency', 'Subtotal', 'Shipping', 'Taxes', 'Total', 'Discount Code', 'Discount Amount',
    'Shipping Method', 'Created at', 'Lineitem quantity', 'Lineitem name', 'Lineitem price', 'Lineitem compare at price', 'Lineitem sku', 'Lineitem requires shipping', 'Lineitem taxable',
    'Lineitem fulfillment status', 'Billing Name', 'Billing Street', 'Billing Address1', 'Billing Address2', 'Billing Company', 'Billing City', 'Billing Zip', 'Billing Province', 'Billing Country',
    'Billing Phone', 'Shipping Name', 'Shipping Street', 'Shipping Address1', 'Shipping Address2', 'Shipping Company', 'Shipping City', 'Shipping Zip', 'Shipping Province', 'Shipping Country',
    'Shipping Phone', 'Notes', 'Note Attributes', 'Cancelled at', 'Payment Method', 'Payment Reference', 'Refunded Amount', 'Vendor', 'Outstanding Balance', 'Employee', 'Location', 'Device ID', 'Id',
    'Tags', 'Risk Level', 'Source', 'Lineitem discount', 'Tax 1 Name', 'Tax 1 Value', 'Tax 2 Name', 'Tax 2 Value', 'Tax 3 Name', 'Tax 3 Value', 'Tax 4 Name', 'Tax 4 Value', 'Tax 5 Name', 'Tax 5 Value',
    'Phone', 'Receipt Number', 'Duties', 'Billing Province Name', 'Shipping Province Name', 'Payment ID', 'Payment Terms Name', 'Next Payment Due At', 'Payment References'],
  carried: {
    by: 'Name',
    names: ['Email', 'Phone', 'Shipping Phone', 'Billing Phone', 'Financial Status', 'Fulfillment Status', 'Fulfilled at', 'Paid at', 'Cancelled at', 'Created at', 'Currency', 'Total', 'Refunded Amount',
      'Shipping Method', 'Shipping Street', 'Shipping Address1', 'Shipping City', 'Shipping Zip', 'Shipping Province Name', 'Shipping Province', 'Shipping Country',
      'Billing Province Name', 'Billing Province', 'Billing Country'],
  },
  emits: [{
    table: 'orders',
    when: any(anyLine, filled(financial), filled(cell('Total'))),
    columns: {
      order_id: order,
      line_id: occurrence(article, order, cell('Lineitem name'), cell('Lineitem price'), cell('Lineitem discount'), cell('Lineitem quantity')),
      customer_id: person,
      phone: cell('Shipping Phone', 'Phone', 'Billing Phone'),
      address: joined(' ', cell('Shipping Street', 'Shipping Address1'), cell('Shipping City'), cell('Shipping Zip')),
      product_id: article,
      product_name: cell('Lineitem name'),
      channel: constant('shopify'),
      region,
      carrier: cell('Shipping Method'),
      ordered_at: createdAt,
      shipped_at: when(not(lineWaits), fulfilledAt),
      quantity: cell('Lineitem quantity'),
      currency: cell('Currency'),
      paid: when(anyLine, minus(times(cell('Lineitem price'), cell('Lineitem quantity')), cell('Lineitem discount')), cell('Total')),
      status: when(any(filled(cancelled), matches(financial, '^(?i:voided)$')), constant('cancelled'),
        when(all(shipped, not(lineWaits)), constant('shipped'), words(financial, { paid: 'paid', partially_paid: 'paid', partially_refunded: 'paid', refunded: 'paid', pending: 'placed', authorized: 'placed', expired: 'placed', unpaid: 'placed' }))),
      source_updated_at: latest,
    },
  }, {
    table: 'cases',
    when: any(aboveZero(refunded), all(not(filled(refunded)), matches(financial, '^(?i:partially_refunded|refunded)$'))),
    columns: {
      case_id: order,
      order_id: order,
      customer_id: person,
      channel: constant('shopify'),
      region,
      carrier: cell('Shipping Method'),
      kind: when(matches(fulfilment, '^(?i:restocked)$'), when(filled(fulfilledAt), constant('return'), constant('cancel')), when(matches(fulfilment, '^(?i:fulfilled|shipped)$'), constant('refund_only'),
        when(any(matches(fulfilment, '^(?i:unfulfilled|pending)$'), all(filled(cancelled), not(shipped))), constant('cancel')))),
      stage: when(any(matches(fulfilment, '^(?i:unfulfilled|pending)$'), all(filled(cancelled), not(shipped))), constant('before_shipment')),
      status: constant('completed'),
      goods_status: when(any(matches(fulfilment, '^(?i:unfulfilled|pending)$'), all(filled(cancelled), not(shipped))), constant('not_shipped')),
      opened_at: latest,
      currency: cell('Currency'),
      paid: cell('Total'),
      refund: first(refunded, when(matches(financial, '^(?i:refunded)$'), cell('Total'))),
      disposition: when(all(matches(fulfilment, '^(?i:restocked)$'), filled(fulfilledAt)), constant('restock')),
      source_updated_at: latest,
    },
  }],
};
