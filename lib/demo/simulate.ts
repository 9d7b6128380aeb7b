import { reasonOf } from '../model/reasons.ts';
import { bracketReturn, complain } from './behaviour.ts';
import type { Parcel } from './behaviour.ts';
import { DAY, makeContact, playCase, stars } from './case.ts';
import type { Complaint } from './case.ts';
import type { Cause, Place } from './causes.ts';
import { batchName, batchOn, foreignCarriers, foreignWarehouse, homeCarriers, homeWarehouses, nearestWarehouse } from './catalogue.ts';
import type { Catalogue, Product } from './catalogue.ts';
import { colours } from './goods.ts';
import type { Case, Feedback, Line, Order } from './events.ts';
import { regionOf, YEAR } from './people.ts';
import type { Person } from './people.ts';
import { review } from './phrases.ts';
import { cumulative } from './prng.ts';
import type { Rng } from './prng.ts';
import type { Season } from './season.ts';

export interface World {
  readonly catalogue: Catalogue;
  readonly people: readonly Person[];
  readonly season: Season;
  readonly causes: readonly Cause[];
}

const LINES_PER_ORDER = cumulative([0.65, 0.23, 0.09, 0.03]);
const CANCELLATIONS = ['changed_mind', 'ordered_by_mistake', 'changed_mind', 'out_of_stock'];

/** The year's orders in the order in which they were placed, each with everything that came of it by the end of the last day. */
export function* simulate({ catalogue, people, season, causes }: World, random: Rng): Generator<Order> {
  const { firstDay } = season;
  const end = (firstDay + YEAR) * DAY - 1;
  const { customers, starts } = schedule(people, season, random);
  let orderNumber = 0;
  let siteNumber = 1000;
  let caseNumber = 0;
  let contactNumber = 0;
  let feedbackNumber = 0;
  const nextContact = (): number => (contactNumber += 1);
  const sized = catalogue.products.filter((product) => product.category.sizes.length > 0);

  for (let day = 0; day < YEAR; day += 1) {
    const [from, to] = [starts[day] ?? 0, starts[day + 1] ?? 0];
    for (let i = from; i < to; i += 1) {
      const person = people[customers[i] ?? 0];
      if (person === undefined) continue;
      const opensAt = (firstDay + day) * DAY + 8 * 3600;
      yield place(person, day, Math.round(opensAt + (57_000 * (i - from + random.next())) / (to - from)));
    }
  }

  function place(person: Person, day: number, orderedAt: number): Order {
    const { channel } = person;
    const abroad = channel === 'shopify';
    const region = regionOf(person);
    const carrier = abroad ? random.pick(foreignCarriers) : homeCarriers[random.weighted(catalogue.carrierSums[person.region] ?? [1])] ?? '';
    const warehouse = abroad ? foreignWarehouse
      : random.chance(nearestWarehouse) ? homeWarehouses[region.warehouse] ?? '' : random.pick(homeWarehouses);
    const number = (orderNumber += 1);
    const id = abroad ? `#${(siteNumber += 1)}` : orderId(person, number, random);
    const delay = causes.reduce((days, cause) => (cause.delayDays > 0 && cause.dimensions.warehouse === warehouse && day >= cause.from && day <= cause.to ? cause.delayDays : days), 0);
    const shipsAt = orderedAt + Math.round(DAY * (0.15 + random.gamma(2, 0.75) + (delay > 0 ? random.between(0.6, 1.2) * delay : 0)));
    const arrivesAt = shipsAt + Math.round(DAY * region.transitDays * (0.5 + random.gamma(4, 0.6)));
    const cancelled = random.chance(0.021);

    const bracketing = person.role === 'bracketing';
    const product = bracketing ? random.pick(sized) : null;
    const count = bracketing ? random.int(3, 4) : 1 + random.weighted(LINES_PER_ORDER);
    const colour = random.int(0, colours.length - 1);
    const firstSize = random.int(0, 1);
    const lines: Line[] = [];
    for (let position = 1; position <= count; position += 1) {
      const goods = product ?? another(lines);
      const where: Place = {
        product: goods, channel, carrier, warehouse, region: region.name, orderedOn: day,
        batch: abroad ? null : batchName(goods, batchOn(goods, day)),
      };
      const parcel: Parcel = { place: where, shippedAt: shipsAt, arrivesAt, fussiness: person.fussiness, role: person.role };
      const size = bracketing ? (goods.category.sizes[firstSize + position - 1] ?? '') : goods.category.sizes.length > 0 ? random.pick(goods.category.sizes) : '';
      const complaint = cancelled ? cancellation(orderedAt, random) : bracketing ? (position === 1 ? null : bracketReturn(parcel, random)) : complain(parcel, causes, random);
      const tint = colours[bracketing ? colour : random.int(0, colours.length - 1)]?.[abroad ? 'en' : 'zh'] ?? '';
      lines.push(makeLine(person, parcel, id, position, size, tint, cancelled, complaint));
    }
    const chatty = random.chance(0.02);
    return {
      id, number, person, channel, region, carrier, warehouse, orderedAt, lines,
      promisedAt: orderedAt + Math.round(DAY * (2.5 + 2 * region.transitDays)),
      contacts: chatty ? [makeContact(Math.min(end, orderedAt + random.int(3600, 3 * DAY)), 4.2, abroad ? 'Where is my order' : '咨询：物流进度', nextContact, random)] : [],
    };
  }

  /** Nobody puts one product into an order twice, but for those who order it in every size. */
  function another(lines: readonly Line[]): Product {
    for (;;) {
      const goods = catalogue.products[random.weighted(catalogue.productSums)];
      if (goods !== undefined && !lines.some((line) => line.product === goods)) return goods;
    }
  }

  function makeLine(person: Person, parcel: Parcel, parentId: string, position: number, size: string, tint: string, cancelled: boolean, complaint: Complaint | null): Line {
    const { product } = parcel.place;
    const abroad = person.channel === 'shopify';
    const quantity = size === '' && random.chance(0.08) ? random.int(2, 3) : 1;
    const listMinor = product.priceMinor * quantity;
    const discountMinor = person.role !== 'bracketing' && random.chance(0.35) ? Math.round((listMinor * random.between(0.05, 0.2)) / 10) * 10 : 0;
    const lost = complaint?.reason === 'lost_or_not_received' && person.role !== 'not_received_claims';
    const late = complaint?.reason === 'late_delivery' ? 4 * DAY : 0;
    const shippedAt = cancelled || parcel.shippedAt > end ? null : parcel.shippedAt;
    const arrivesAt = parcel.arrivesAt + late;
    const deliveredAt = shippedAt === null || lost || arrivesAt > end ? null : arrivesAt;
    const paidMinor = listMinor - discountMinor;
    const cases: Case[] = [];
    const play = (about: Complaint): void => {
      if (about.openedAt > end) return;
      const situation = { product, size, paidMinor, shippedAt, deliveredAt, role: person.role, language: abroad ? 'en' as const : 'zh' as const };
      cases.push(playCase(about, situation, (caseNumber += 1), end, nextContact, random));
    };
    if (complaint !== null) play(complaint);
    const first = cases[0];
    if (first !== undefined && !cancelled && reasonOf(first.reason)?.fault !== 'customer' && random.chance(0.04)) {
      play({ reason: random.pick(['poor_service', 'no_response', 'promise_not_kept']), kind: 'complaint', openedAt: first.openedAt + random.int(DAY, 6 * DAY), cause: null });
    }
    return {
      position, product, quantity, discountMinor, paidMinor, shippedAt, deliveredAt, cases,
      orderId: abroad ? parentId : subOrderId(parentId, position),
      name: abroad ? product.en : product.zh,
      variant: size === '' ? tint : `${size} / ${tint}`,
      batch: parcel.place.batch,
      status: cancelled ? 'cancelled' : deliveredAt !== null ? 'delivered' : shippedAt !== null ? 'shipped' : 'paid',
      feedback: deliveredAt === null ? null : feedback(deliveredAt, first, abroad ? 'en' : 'zh'),
    };
  }

  function feedback(deliveredAt: number, first: Case | undefined, language: 'zh' | 'en'): Feedback | null {
    if (!random.chance(first === undefined ? 0.15 : 0.24)) return null;
    const fault = first === undefined ? null : reasonOf(first.reason)?.fault;
    const rating = stars(fault === null ? 4.6 : fault === 'customer' || fault === 'shared' ? 3.8 : 2.2, random);
    const at = deliveredAt + Math.round(DAY * (0.2 + random.gamma(1.5, 6)));
    return at > end ? null : { number: (feedbackNumber += 1), rating, at, text: review(language, rating, random) };
  }
}

/** Orders by day: the customers (indices) of day d stand at starts[d] .. starts[d + 1]. Eight bytes an order, and no more. */
function schedule(people: readonly Person[], season: Season, random: Rng): { customers: Uint32Array; starts: Uint32Array } {
  const total = people.reduce((sum, person) => sum + person.orders, 0);
  const days = new Uint16Array(total);
  const starts = new Uint32Array(YEAR + 1);
  let at = 0;
  for (const person of people) {
    for (let i = 0; i < person.orders; i += 1) {
      const day = orderDay(person, season, random);
      days[at] = day;
      at += 1;
      starts[day + 1] = (starts[day + 1] ?? 0) + 1;
    }
  }
  for (let day = 0; day < YEAR; day += 1) starts[day + 1] = (starts[day + 1] ?? 0) + (starts[day] ?? 0);
  const next = starts.slice();
  const customers = new Uint32Array(total);
  at = 0;
  for (const person of people) {
    for (let i = 0; i < person.orders; i += 1) {
      const day = days[at] ?? 0;
      at += 1;
      const slot = next[day] ?? 0;
      customers[slot] = person.index;
      next[day] = slot + 1;
    }
  }
  return { customers, starts };
}

/** A busy day is likelier; within the days on which the person buys here. */
function orderDay(person: Person, season: Season, random: Rng): number {
  const before = person.from === 0 ? 0 : (season.sums[person.from - 1] ?? 0);
  const target = before + random.next() * ((season.sums[person.to] ?? 0) - before);
  let low = person.from;
  let high = person.to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((season.sums[middle] ?? 0) > target) high = middle;
    else low = middle + 1;
  }
  return low;
}

const cancellation = (orderedAt: number, random: Rng): Complaint =>
  ({ reason: random.pick(CANCELLATIONS), kind: 'cancel', openedAt: orderedAt + random.int(300, 0.8 * DAY), cause: null });

/** Platforms number orders with 19 digits, never ending in 000 (a spreadsheet's rounding would look like that); the own site counts from #1001. */
function orderId(person: Person, number: number, random: Rng): string {
  if (person.channel === 'taobao') return `28${3_417_000_000 + number * 97 + random.int(0, 96)}${buyerDigits(person)}0`;
  return `69${41_283_500_000_000 + number * 101 + random.int(0, 100)}${String(random.int(10, 99))}0`;
}

const buyerDigits = (person: Person): string => String(100_000 + ((person.index * 7919) % 900_000));
/** The sub-order's number continues the parent's last digit. */
const subOrderId = (parentId: string, position: number): string => parentId.slice(0, -1) + String(position);
