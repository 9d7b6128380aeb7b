import type { Rule } from './lexicon.ts';

/** What several concepts in one clause mean together, whatever the language and the word order. */
export const rules: readonly Rule[] = [
  ['colour_or_material_differs', 0.99, 'MATERIAL_NAME not_genuine'], ['defective', 0.97, 'PART no_response'], ['wrong_item', 0.92, 'SELLERS WRONG COLOUR'],
  ['unwanted_gift', 0.97, 'GIVE NOT_WANT'],
  ['too_small', 0.95, 'USUAL unsuitable'], ['wrong_item', 0.93, 'SENT_VAR INSTEAD'], ['late_delivery', 0.99, 'lost_or_not_received ON_TIME'], ['repair_in_warranty', 0.95, 'WARRANTY defective'], ['repair_in_warranty', 0.9, 'WARRANTY'], ['fee_dispute', 0.98, 'REFUND price_drop'], ['late_shipment', 0.9, 'SHIP DURATION SLOW'],
  ['wrong_item', 0.9, 'WRONG_THING -CHOSE -MISTAKEN -ordered_by_mistake'], ['wrong_item', 0.9, 'WRONG_THING SELLERS -MISTAKEN'], ['ordered_by_mistake', 0.95, 'WRONG_THING CHOSE -SENT -SELLERS'], ['ordered_by_mistake', 0.95, 'WRONG_SIZE CHOSE -SENT -SELLERS'],
  ['ordered_by_mistake', 0.97, 'MISTAKEN -SENT -SELLERS'], ['ordered_by_mistake', 0.8, 'MISTAKEN'], ['wrong_item', 0.93, 'WRONG_SIZE SENT'], ['unsuitable', 0.7, 'WRONG_SIZE'], ['wrong_item', 0.93, 'SENT INSTEAD'], ['wrong_item', 0.93, 'BOUGHT GOT KIND KIND'],
  ['invoice', 0.92, '~invoice'], ['missing_parts', 0.95, 'PART SENT_QTY'], ['missing_parts', 0.95, 'missing_item PART'], ['missing_parts', 0.97, 'PART ~PACKAGE'], ['late_delivery', 0.95, '~ON_TIME -SHIP'], ['late_shipment', 0.95, '~ON_TIME SHIP'],
  ['late_delivery', 0.86, 'SLOW DURATION -SHIP'], ['late_delivery', 0.86, 'DELIVERY DURATION SLOW'], ['no_response', 0.96, '~RECEIVE CONTACT'], ['no_response', 0.96, 'lost_or_not_received CONTACT'], ['promise_not_kept', 0.93, '~RECEIVE REMEDY'], ['promise_not_kept', 0.93, 'lost_or_not_received REMEDY'],
  ['promise_not_kept', 0.9, 'TOLD REMEDY'], ['promise_not_kept', 0.96, 'PROMISE NOTHING'], ['colour_or_material_differs', 0.95, 'COLOUR not_as_described'], ['colour_or_material_differs', 0.95, 'MATERIAL not_as_described'], ['size_chart_wrong', 0.95, 'SIZE not_as_described'],
  ['colour_or_material_differs', 0.9, 'PICTURE COLOUR_NAME'], ['not_as_described', 0.95, 'CLAIM ACTUAL -SIZE'], ['not_as_described', 0.93, 'PICTURE ACTUAL -SIZE -COLOUR -MATERIAL'], ['not_as_described', 0.9, 'PICTURE WRONG -SIZE -CHART'], ['colour_or_material_differs', 0.88, 'COLOUR WRONG -SENT -CHOSE'],
  ['out_of_stock', 0.93, '~STOCK'], ['carrier_service', 0.95, 'COURIER THROW'], ['carrier_service', 0.95, 'TRANSIT THROW -DAMAGE'], ['carrier_service', 0.93, 'COURIER REFUSE'], ['fee_dispute', 0.97, 'REFUND SHORT_AMOUNT'], ['defective', 0.88, 'AFTER_USE COLOUR -PICTURE'],
  ['expired', 0.92, 'DATE STALE'], ['safety', 0.92, 'SKIN HURT'],
  // quality
  ['defective', 0.92, 'AFTER_USE BREAK'], ['defective', 0.86, 'AFTER_USE DAMAGE -TRANSIT -PACKAGE'], ['defective', 0.92, 'AFTER_USE OPENED_SEAM'], ['defective', 0.88, '~WORK'], ['defective', 0.85, 'QUALITY POOR'],
  ['defective', 0.82, '~GOOD QUALITY'], ['defective', 0.76, 'GARMENT DAMAGE -TRANSIT -PACKAGE -COURIER'], ['defective', 0.8, 'PART BREAK -PACKAGE -TRANSIT'], ['defective', 0.9, 'GARMENT BREAK -TRANSIT -PACKAGE'],
  ['defective', 0.7, 'ITEM BREAK -PACKAGE -TRANSIT'], ['defective', 0.66, 'ARRIVE BREAK'], ['workmanship', 0.86, 'SEW POOR'], ['workmanship', 0.8, 'SEW BREAK -AFTER_USE'], ['workmanship', 0.86, 'SMUDGE ARRIVE'], ['workmanship', 0.9, 'SEW LARGISH'],
  ['workmanship', 0.88, 'OPENED_SEAM -AFTER_USE'], ['workmanship', 0.84, 'SMUDGE GARMENT'], ['workmanship', 0.7, 'SMUDGE'],
  ['missing_parts', 0.93, 'LACK PART -BREAK'], ['missing_parts', 0.93, '~PART -GOOD -BREAK -DAMAGE'],
  // listing
  ['not_as_described', 0.91, 'PICTURE DIFFERENT'], ['not_as_described', 0.91, '~PICTURE'], ['colour_or_material_differs', 0.94, 'COLOUR DIFFERENT -SENT_VAR'], ['colour_or_material_differs', 0.94, 'MATERIAL DIFFERENT'], ['colour_or_material_differs', 0.93, '~MATERIAL_NAME'],
  ['colour_or_material_differs', 0.9, 'MATERIAL CHEAP_MATERIAL'], ['colour_or_material_differs', 0.93, 'MATERIAL_NAME CHEAP_MATERIAL'], ['colour_or_material_differs', 0.9, 'COLOUR PICTURE'], ['colour_or_material_differs', 0.88, 'MATERIAL PICTURE'], ['colour_or_material_differs', 0.82, 'MATERIAL POOR'],
  ['colour_or_material_differs', 0.86, 'PICTURE CHEAP_MATERIAL'], ['size_chart_wrong', 0.94, 'CHART DIFFERENT'], ['size_chart_wrong', 0.94, 'CHART WRONG'], ['size_chart_wrong', 0.93, 'CHART SMALLISH'], ['size_chart_wrong', 0.93, 'CHART LARGISH'],
  ['size_chart_wrong', 0.95, 'CHART too_small'], ['size_chart_wrong', 0.95, 'CHART too_large'], ['size_chart_wrong', 0.9, 'CHART unsuitable'], ['size_chart_wrong', 0.93, 'SIZE PICTURE DIFFERENT'], ['size_chart_wrong', 0.84, 'SIZE DIFFERENT -SENT -COLOUR'],
  // fit
  ['too_small', 0.88, 'SIZE SMALLISH'], ['too_small', 0.88, 'BODY SMALLISH'], ['too_small', 0.82, 'GARMENT SMALLISH'], ['too_small', 0.9, 'USUAL SMALLISH'], ['too_large', 0.88, 'SIZE LARGISH'], ['too_large', 0.88, 'BODY LARGISH'], ['too_large', 0.82, 'GARMENT LARGISH -OPENED_SEAM -SEW'], ['too_large', 0.9, 'USUAL LARGISH'],
  // fulfilment
  ['wrong_item', 0.94, 'WRONG SENT'], ['wrong_item', 0.93, 'ORDERED_VAR SENT_VAR'], ['wrong_item', 0.9, 'COLOUR WRONG SENT'], ['wrong_item', 0.72, 'WRONG ITEM'], ['missing_item', 0.94, 'ORDERED_QTY SENT_QTY'], ['missing_item', 0.93, 'LACK GIFT'], ['missing_item', 0.93, '~GIFT'], ['missing_item', 0.8, 'LACK ITEM -PART'], ['missing_item', 0.72, 'SENT_QTY'],
  ['late_shipment', 0.92, '~SHIP'], ['late_shipment', 0.9, 'SHIP SLOW'], ['late_shipment', 0.82, 'SHIP WAITED'], ['bad_packaging', 0.93, 'PACKAGE POORLY_PACKED'], ['bad_packaging', 0.93, '~CUSHION'], ['bad_packaging', 0.93, '~PACKAGE'], ['bad_packaging', 0.88, 'PACKAGE POOR'], ['bad_packaging', 0.9, '~POORLY_PACKED PACKAGE'],
  // logistics
  ['damaged_in_transit', 0.92, 'TRANSIT DAMAGE'], ['damaged_in_transit', 0.92, 'TRANSIT BREAK'], ['damaged_in_transit', 0.9, 'ARRIVE DAMAGE -AFTER_USE'], ['damaged_in_transit', 0.9, 'PACKAGE DAMAGE -GOOD'], ['damaged_in_transit', 0.9, 'COURIER DAMAGE'], ['damaged_in_transit', 0.91, 'SPILL ARRIVE'], ['damaged_in_transit', 0.91, 'SPILL PACKAGE'], ['damaged_in_transit', 0.91, 'SPILL TRANSIT'],
  ['late_delivery', 0.9, 'TRACK STUCK'], ['late_delivery', 0.9, 'DELIVERY SLOW'], ['late_delivery', 0.88, 'TRACK SLOW'], ['late_delivery', 0.86, 'WAITED ~RECEIVE'], ['late_delivery', 0.88, 'TRANSIT SLOW'], ['late_delivery', 0.86, 'COURIER SLOW'], ['late_delivery', 0.78, 'WAITED RECEIVE'], ['late_delivery', 0.88, 'TRANSIT WAITED'],
  ['lost_or_not_received', 0.86, '~RECEIVE -AFTER_USE'], ['lost_or_not_received', 0.96, 'CLAIMED NOTHING'], ['lost_or_not_received', 0.94, 'CLAIMED ~RECEIVE'], ['lost_or_not_received', 0.88, '~TRACK'],
  ['carrier_service', 0.94, 'COURIER RUDE'], ['carrier_service', 0.9, 'COURIER POOR'], ['carrier_service', 0.93, 'TRANSIT RUDE'], ['carrier_service', 0.9, 'COURIER SHIRK'],
  // service
  ['poor_service', 0.93, 'SERVICE RUDE -COURIER'], ['poor_service', 0.9, 'SERVICE POOR -COURIER'], ['poor_service', 0.93, 'SERVICE SHIRK'], ['poor_service', 0.8, 'SHIRK'], ['no_response', 0.95, 'SERVICE SILENT'], ['no_response', 0.95, 'CONTACT SILENT'],
  ['promise_not_kept', 0.96, 'PROMISE BROKE_PROMISE'], ['promise_not_kept', 0.93, 'PROMISE SERVICE'],
  // price
  ['price_drop', 0.94, 'JUST_BOUGHT DROP -ELSEWHERE -COUPON'], ['price_drop', 0.92, 'PRICE DROP -ELSEWHERE'], ['promotion_missed', 0.94, 'COUPON UNUSED'], ['promotion_missed', 0.92, '~COUPON'], ['fee_dispute', 0.93, 'FEE WHO_PAYS'], ['fee_dispute', 0.93, 'FEE OVERCHARGED'], ['fee_dispute', 0.88, 'OVERCHARGED'], ['fee_dispute', 0.86, 'FEE'],
  ['cheaper_elsewhere', 0.95, 'ELSEWHERE CHEAPER'],
  // preference
  ['unwanted_gift', 0.9, 'GIVE disliked'], ['unwanted_gift', 0.9, 'GIVE changed_mind'], ['unwanted_gift', 0.9, 'GIVE duplicate_order'], ['arrived_too_late_to_use', 0.95, 'OCCASION PASSED'], ['arrived_too_late_to_use', 0.94, 'OCCASION SLOW'], ['arrived_too_late_to_use', 0.92, 'OCCASION late_delivery'],
  ['arrived_too_late_to_use', 0.93, 'late_delivery changed_mind'], ['arrived_too_late_to_use', 0.93, 'SLOW changed_mind'],
  ['disliked', 0.85, '~GOOD -QUALITY -SERVICE -TRANSIT -PACKAGE'],
  // warranty
  ['repair_in_warranty', 0.95, 'WARRANTY REPAIR'], ['repair_in_warranty', 0.93, 'WARRANTY BREAK'],
];

/**
 * When one text gives several reasons, those that would have been enough alone stand before those that come along:
 * added to a weight. Danger stands before anything else.
 */
export const standing: Readonly<Record<string, number>> = {
  safety: 0.5, recall: 0.4, repair_in_warranty: 0.16, expired: 0.15, not_genuine: 0.14, bad_packaging: 0.14, wrong_item: 0.12, missing_parts: 0.12, missing_item: 0.12, size_chart_wrong: 0.12, damaged_in_transit: 0.1, defective: 0.08, workmanship: 0.08,
  colour_or_material_differs: 0.08, not_as_described: 0.05, too_small: 0.06, too_large: 0.06, unsuitable: 0.02, out_of_stock: 0.1, lost_or_not_received: 0.08, promise_not_kept: 0.14, invoice: 0.22,
  arrived_too_late_to_use: 0.1, late_shipment: 0.04, late_delivery: 0, carrier_service: 0.04, no_response: 0.1, poor_service: 0,
  price_drop: 0.1, promotion_missed: 0.1, fee_dispute: 0.05, cheaper_elsewhere: 0.1, unwanted_gift: 0.12, duplicate_order: 0.16, ordered_by_mistake: 0.08, disliked: -0.12, no_reason_7_days: -0.2, changed_mind: -0.2, other: -0.4,
};
