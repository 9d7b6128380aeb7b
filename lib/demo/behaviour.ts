import { DAY } from './case.ts';
import type { Complaint } from './case.ts';
import { drawKind } from './case.ts';
import type { Cause, Place } from './causes.ts';
import type { Role } from './people.ts';
import type { Rng } from './prng.ts';

/** A parcel on its way, as the customer experiences it. */
export interface Parcel {
  readonly place: Place;
  readonly shippedAt: number;
  readonly arrivesAt: number;
  readonly fussiness: number;
  readonly role: Role;
}

/** Does this order line become a case, and what about? A planted cause comes first, then what the customer is like, then the ordinary course. */
export function complain(parcel: Parcel, causes: readonly Cause[], random: Rng): Complaint | null {
  const habit = habits[parcel.role];
  if (habit !== undefined) {
    const complaint = habit(parcel, random);
    if (complaint !== null) return complaint;
  }
  for (const cause of causes) {
    const chance = cause.chance(parcel.place);
    if (chance > 0 && random.chance(chance)) return ordinary(cause.reasons[random.weighted(cause.reasonSums)] ?? '', parcel, cause, random);
  }
  const { taste, rest } = parcel.place.product;
  const tasteTotal = taste.total * parcel.fussiness;
  const u = random.next();
  if (u >= tasteTotal + rest.total) return null;
  const pool = u < tasteTotal ? taste : rest;
  return ordinary(pool.reasons[random.weighted(pool.sums)] ?? 'other', parcel, null, random);
}

const at = (parcel: Parcel, days: number): number => Math.round(parcel.arrivesAt + days * DAY);
const TASTE = ['no_reason_7_days', 'changed_mind', 'disliked', 'no_reason_7_days'];

type Habit = (parcel: Parcel, random: Rng) => Complaint | null;
const habits: Partial<Record<Role, Habit>> = {
  /** Sends most of what they buy straight back. */
  serial_return: (parcel, random) => random.chance(0.8)
    ? { reason: random.pick(TASTE), kind: 'return', openedAt: at(parcel, random.between(0.2, 2.6)), cause: null } : null,
  /** Wears it, then sends it back within the week or the fortnight. */
  wardrobing: (parcel, random) => random.chance(0.8)
    ? { reason: random.pick(TASTE), kind: 'return', openedAt: at(parcel, random.between(4.2, 11.5)), cause: null } : null,
  /** Wants the money and keeps the goods, under one pretext or another. */
  refund_only_keeper: (parcel, random) => random.chance(0.62)
    ? { reason: random.pick(['other', 'disliked', 'other', 'defective', 'not_as_described']), kind: 'refund_only', openedAt: at(parcel, random.between(0.5, 9)), cause: null } : null,
  /** Says that it never came, although the delivery is on record; else returns at will. */
  not_received_claims: (parcel, random) => random.chance(0.36)
    ? { reason: 'lost_or_not_received', kind: 'refund_only', openedAt: at(parcel, random.between(1, 6)), cause: null }
    : random.chance(0.55) ? { reason: random.pick(TASTE), kind: 'return', openedAt: at(parcel, random.between(0.3, 2.5)), cause: null } : null,
  /** Good customers to whom things happen again and again. */
  let_down: (parcel, random) => {
    const pool = parcel.place.product.letDown;
    return random.chance(0.4) ? ordinary(pool.reasons[random.weighted(pool.sums)] ?? 'defective', parcel, null, random) : null;
  },
};

function ordinary(reason: string, parcel: Parcel, cause: Cause | null, random: Rng): Complaint {
  return { reason, kind: drawKind(reason, random), openedAt: Math.round(openedAt(reason, parcel, random)), cause };
}

/** Damage and mix-ups show at once, late parcels before they come, faults with use, repairs after months. */
function openedAt(reason: string, { place, shippedAt, arrivesAt }: Parcel, random: Rng): number {
  switch (reason) {
    case 'damaged_in_transit': case 'wrong_item': case 'missing_item': case 'missing_parts': case 'bad_packaging': case 'carrier_service':
      return arrivesAt + DAY * (0.05 + random.gamma(1.2, 1.3));
    case 'late_shipment':
      return shippedAt + DAY * (0.05 + random.gamma(1.3, 1.8));
    case 'late_delivery':
      return Math.max(shippedAt + DAY, arrivesAt + DAY * random.between(-1.5, 1.5));
    case 'lost_or_not_received':
      return shippedAt + DAY * random.between(6, 14);
    case 'repair_in_warranty':
      return arrivesAt + DAY * random.between(15, 190);
    default:
      return arrivesAt + DAY * (0.1 + random.gamma(1.4, place.product.category.lagDays));
  }
}

/** A bracketing customer keeps one of the variants and sends the others back. */
export const bracketReturn = (parcel: Parcel, random: Rng): Complaint =>
  ({ reason: random.pick(['too_large', 'too_small', 'unsuitable', 'changed_mind']), kind: 'return', openedAt: at(parcel, random.between(0.5, 4)), cause: null });
