/**
 * How little a code says: 0 names a cause, 1 names a kind of trouble, 2 is the click that costs the buyer
 * nothing, 3 is no answer. A comment that says more than the picked code wins over it.
 */
const VAGUE: Readonly<Record<string, number>> = {
  defective: 1, not_as_described: 1, unsuitable: 1, damaged_in_transit: 1, carrier_service: 1, poor_service: 1, size_chart_wrong: 1,
  ordered_by_mistake: 1.5, duplicate_order: 1.5, unwanted_gift: 1.5, promise_not_kept: 1, out_of_stock: 1, cheaper_elsewhere: 1, price_drop: 1, promotion_missed: 1, repair_in_warranty: 1,
  disliked: 2, changed_mind: 2.2, no_reason_7_days: 2.5,
  other: 3, unknown: 4,
};

export const vagueness = (code: string): number => VAGUE[code] ?? 0;
