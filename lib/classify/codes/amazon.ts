import type { CodeMap } from './code-map.ts';

/**
 * Return reasons of Amazon's reports (customer returns, all returns, removals) and of the page
 * where a buyer picks one. `CR-`, `AMZ-PG-` and `APP-` prefixes are taken off before the look-up.
 */
export const amazon: CodeMap = {
  defective: ['DEFECTIVE', 'QUALITY_UNACCEPTABLE', 'BAD_ITEM', 'JEWELRY_LOOSE_STONE', 'JEWELRY_BATTERY', 'JEWELRY_TARNISHED', 'BROKEN_ITEM',
    'Item defective or doesn\'t work', 'Performance or quality not adequate', 'Product poor quality'],
  missing_parts: ['MISSING_PARTS', 'Missing parts or accessories', 'Missing or broken parts'],
  expired: ['EXPIRED', 'EXPIRED_ITEM'],
  not_as_described: ['NOT_AS_DESCRIBED', 'BAD_DESC', 'NOT_AS_PHOTO', 'PRODUCT_NOT_ITALIAN', 'Inaccurate website description', 'Description on website was not accurate'],
  too_small: ['APPAREL_TOO_SMALL', 'TOO_SMALL', 'APP_TOO_SMALL', 'SHOES_TOO_SMALL'],
  too_large: ['APPAREL_TOO_LARGE', 'TOO_LARGE', 'APP_TOO_LARGE', 'SHOES_TOO_LARGE'],
  // A size that is wrong in no stated direction, a part that does not go with what the buyer owns, an installation that asks too much.
  unsuitable: ['WRONG_SIZE', 'POOR_FIT', 'NOT_COMPATIBLE', 'PART_NOT_COMPATIBLE', 'EXCESSIVE_INSTALLATION', 'Incompatible or not useful', 'Incompatible or not useful for intended purpose'],
  // An extra unit in the box is the packer's picking error, like a switched one.
  wrong_item: ['SWITCHEROO', 'EXTRA_ITEM', 'Wrong item was sent', 'Received extra item I didn\'t buy', 'Received extra item I didn\'t buy (no refund needed)'],
  damaged_in_transit: ['DAMAGED_BY_CARRIER', 'CARRIER_DAMAGED', 'DAMAGED', 'Item arrived damaged', 'Product damaged, but shipping box OK', 'Both product and shipping box damaged'],
  // Damage done in the warehouse before the parcel left: the merchant's side, and the nearest warehouse code.
  bad_packaging: ['DAMAGED_BY_FC', 'WAREHOUSE_DAMAGED', 'FC_DAMAGED', 'Product damaged, shipping box OK (packaging inadequate)'],
  late_delivery: ['MISSED_ESTIMATED_DELIVERY', 'ARRIVED_LATE', 'Item arrived too late', 'Missed estimated delivery date'],
  // Undeliverable: the parcel came back without ever reaching the buyer. Whose fault is open; the carrier's word is all there is.
  lost_or_not_received: ['NEVER_ARRIVED', 'UNDELIVERABLE_CARRIER_MISS_SORTED', 'UNDELIVERABLE_FAILED_DELIVERY_ATTEMPTS', 'UNDELIVERABLE_MISSING_LABEL',
    'UNDELIVERABLE_UNKNOWN', 'UND_UNKNOWN', 'UNDELIVERABLE', 'Item never arrived'],
  cheaper_elsewhere: ['FOUND_BETTER_PRICE', 'Better price available', 'Found better price elsewhere'],
  // Refused at the door or never fetched: the buyer no longer wanted it.
  changed_mind: ['UNWANTED_ITEM', 'UNDELIVERABLE_REFUSED', 'UNDELIVERABLE_UNCLAIMED', 'REFUSED', 'UNCLAIMED', 'No longer needed', 'No longer needed/wanted', 'No longer want'],
  // An order placed on the account by somebody else is, for the merchant, an order not meant.
  ordered_by_mistake: ['MISORDERED', 'ORDERED_WRONG_ITEM', 'UNAUTHORIZED_PURCHASE', 'UNAUTHORISED_PURCHASE', 'UNDELIVERABLE_INSUFFICIENT_ADDRESS',
    'Bought by mistake', 'Accidental order', 'Ordered wrong style/size/color', 'Unauthorized purchase', 'Didn\'t approve purchase'],
  disliked: ['APPAREL_STYLE', 'APP_STYLE', 'DID_NOT_LIKE_FABRIC', 'DID_NOT_LIKE_COLOR', 'DID_NOT_LIKE_COLOUR', 'DID_NOT_LIKE_STYLE'],
  repair_in_warranty: ['WARRANTY'],
  unknown: ['NO_REASON_GIVEN', 'UNKNOWN_OTHER_REASON'],
};

/** Reason numbers of the replacements report. */
export const amazonReplacement: CodeMap = {
  other: ['0'],
  lost_or_not_received: ['1', '5', '6', '11'],
  defective: ['2'],
  damaged_in_transit: ['3'],
  wrong_item: ['4'],
  // The catalogue named one thing and was another; the buyer's own slip has its number, 12.
  not_as_described: ['7'],
  ordered_by_mistake: ['8', '12'],
  carrier_service: ['9'],
  bad_packaging: ['10'],
};

/** Letters of vendor returns: the condition the unit came back in. */
export const amazonVendor: CodeMap = {
  damaged_in_transit: ['A'],
  // The buyer broke it: nothing says why it came back. A graded or mixed lot, or too much stock, is no buyer's reason either.
  other: ['C', 'G', 'O', 'X', 'CUSTOMER_DAMAGED', 'Customer Damaged', 'Graded', 'Overstock', 'Mixed'],
  defective: ['D'],
  expired: ['E'],
  bad_packaging: ['V', 'W', 'Vendor Damaged', 'Warehouse Damaged'],
};
