import { words as label } from '../../model/words.ts';
import { cell, constant, filled, matches, occurrence, when, words, type Layout } from '../declare.ts';

/**
 * FBA customer returns of Amazon. Grain: one row per unit that came back, told apart by its licence plate; without one by all that the row says of it. The
 * report knows no money and no buyer: both stay empty. A unit that Amazon cannot sell again is written off unless it was reimbursed.
 */
const disposition = cell('detailed-disposition');
const status = cell('status');
const plate = cell('license-plate-number');
const undeliverable = matches(cell('reason'), '^(?i:UND)');

export const amazonFbaCustomerReturns: Layout = {
  id: 'amazon_fba_customer_returns',
  source: 'amazon',
  label: label('亚马逊 FBA 买家退货', 'Amazon FBA customer returns'),
  signature: [['license-plate-number', 'detailed-disposition'], ['return-date', 'detailed-disposition'], ['return-date', 'order-id', 'license-plate-number'], ['return-date', 'order-id', 'fulfillment-center-id', 'reason']],
  known: ['return-date', 'order-id', 'sku', 'asin', 'fnsku', 'product-name', 'quantity', 'fulfillment-center-id', 'detailed-disposition', 'reason', 'status', 'license-plate-number', 'customer-comments'],
  emits: [{
    table: 'cases',
    columns: {
      case_id: cell('order-id'),
      line_id: when(filled(plate), plate, occurrence(cell('sku', 'asin', 'fnsku'), cell('order-id'), plate, cell('return-date'), cell('fulfillment-center-id'), disposition, cell('reason'), cell('quantity'), status, cell('customer-comments'))),
      order_id: cell('order-id'),
      product_id: cell('sku', 'asin', 'fnsku'),
      product_name: cell('product-name'),
      channel: constant('amazon'),
      warehouse: cell('fulfillment-center-id'),
      kind: constant('return'),
      stage: when(undeliverable, constant('in_transit'), constant('after_delivery')),
      status: words(status, { 'unit returned to inventory': 'completed', reimbursed: 'completed', immediate_donation: 'completed' },
        [['reimburs', 'completed'], ['returned', 'completed'], ['donat', 'completed'], ['repackag', 'completed'], ['dispos', 'completed'], ['liquidat', 'completed'], ['pending', 'open'], ['transit', 'open']]),
      goods_status: constant('returned'),
      opened_at: cell('return-date'),
      quantity: cell('quantity'),
      reason_raw: cell('reason'),
      comment: cell('customer-comments'),
      disposition: when(matches(status, '(?i:donat|dispos)'), constant('scrap'), when(matches(status, '(?i:liquidat)'), constant('liquidate'), when(matches(disposition, '^(?i:sellable)$'), constant('restock'),
        when(matches(status, '(?i:reimburs)'), constant(''), words(disposition, { EXPIRED: 'scrap', DEFECTIVE: 'scrap', DAMAGED: 'scrap', UNSELLABLE: 'scrap' }, [['damaged', 'scrap'], ['defective', 'scrap'], ['expired', 'scrap']]))))),
    },
  }],
};
