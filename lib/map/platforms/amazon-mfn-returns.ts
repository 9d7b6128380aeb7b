import { words as label } from '../../model/words.ts';
import { aboveZero, all, any, cell, constant, filled, first, matches, not, occurrence, when, words, type Layout } from '../declare.ts';

/**
 * All returns of seller-fulfilled orders at Amazon: 32 to 34 columns in any order. Grain: one row per returned article of a return authorisation (RMA).
 * The label is the seller's cost only where the seller pays it; the order's amount is known to be the line's only in an order of one unit. Buyers are not named.
 * An approved return is open until money went back. What SafeT reimbursed is recovered.
 */
const rma = cell('Amazon RMA ID', 'Merchant RMA ID', 'Order ID');
const article = cell('Merchant SKU', 'ASIN');
const status = cell('Return request status');
const refund = cell('Refunded Amount');
const requested = cell('Return request date');
const arrived = cell('Return delivery date');
const denied = matches(status, '(?i:denied|declin|reject|refus)');
const closed = matches(status, '(?i:clos|cancel|expire)');
const completed = any(matches(status, '(?i:complet|refunded)'), all(aboveZero(refund), not(denied)));
const payer = cell('Label to be paid by');

export const amazonMfnReturns: Layout = {
  id: 'amazon_mfn_returns',
  source: 'amazon',
  label: label('亚马逊自发货退货', 'Amazon seller-fulfilled returns'),
  signature: [['Amazon RMA ID', 'Return request status'], ['Amazon RMA ID', 'Return request date'], ['Return request date', 'Return request status', 'Order ID'], ['Amazon RMA ID', 'Refunded Amount'], ['Order ID', 'Return request date', 'Label to be paid by']],
  known: ['Order ID', 'Order date', 'Return request date', 'Return request status', 'Amazon RMA ID', 'Merchant RMA ID', 'Label type', 'Label cost', 'Currency code', 'Return carrier', 'Tracking ID', 'Label to be paid by',
    'A-to-Z Claim', 'Is prime', 'ASIN', 'Merchant SKU', 'Item Name', 'Return quantity', 'Return Reason', 'In policy', 'Return type', 'Resolution', 'Invoice number', 'Return delivery date', 'Order Amount', 'Order quantity',
    'SafeT Action reason', 'SafeT claim id', 'SafeT claim state', 'SafeT claim creation time', 'SafeT claim reimbursement amount', 'Refunded Amount', 'Category', 'Order Item ID'],
  emits: [{
    table: 'cases',
    columns: {
      case_id: rma,
      line_id: occurrence(article, rma, cell('Order Item ID'), requested, cell('Return Reason')),
      order_id: cell('Order ID'),
      product_id: article,
      product_name: cell('Item Name'),
      category: cell('Category'),
      channel: constant('amazon'),
      kind: first(words(cell('Resolution'), {}, [['returnless', 'refund_only'], ['without return', 'refund_only'], ['keep', 'refund_only'], ['exchange', 'exchange'], ['replace', 'exchange'], ['repair', 'repair']]),
        words(cell('Return type'), {}, [['exchange', 'exchange'], ['replace', 'exchange'], ['returnless', 'refund_only']]), constant('return')),
      stage: when(matches(cell('Return Reason'), '^(?i:UND|CR-UND)'), constant('in_transit'), constant('after_delivery')),
      status: when(denied, constant('rejected'), when(completed, constant('completed'), when(closed, constant('withdrawn'), words(status, { approved: 'open', pending: 'open' }, [['approv', 'open'], ['pend', 'open'], ['authori', 'open'], ['process', 'open'], ['transit', 'open'], ['receiv', 'open']])))),
      goods_status: when(filled(arrived), constant('returned')),
      opened_at: first(requested, cell('Order date')),
      quantity: cell('Return quantity'),
      currency: cell('Currency code'),
      paid: when(matches(cell('Order quantity'), '^1([.,]0+)?$'), cell('Order Amount')),
      refund,
      reason_raw: cell('Return Reason'),
      inbound_freight: when(matches(payer, '(?i:seller|merchant)'), cell('Label cost'), when(filled(payer), constant('0'))),
      recovered: cell('SafeT claim reimbursement amount'),
      source_updated_at: first(cell('SafeT claim creation time'), arrived, requested),
    },
  }],
};
