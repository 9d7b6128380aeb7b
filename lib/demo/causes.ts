import { reasonOf } from '../model/reasons.ts';
import { batchFrom, batchName, batchOn, channelShare, homeCarriers, homeRegions, homeWarehouses, nearestWarehouse } from './catalogue.ts';
import type { Catalogue, Channel, Product } from './catalogue.ts';
import { YEAR } from './people.ts';
import { cumulative } from './prng.ts';
import type { Rng } from './prng.ts';
import type { Season } from './season.ts';

export type CauseKind = 'wrong_size_chart' | 'careless_carrier' | 'defective_batch' | 'slow_warehouse' | 'misleading_listing';

/** Where an order line stands in the dimensions that a cause can bite on. */
export interface Place {
  readonly product: Product;
  readonly channel: Channel;
  readonly region: string;
  readonly carrier: string;
  readonly warehouse: string;
  readonly batch: string | null;
  /** Counted from the first day of the year shown. */
  readonly orderedOn: number;
}

export interface Cause {
  readonly kind: CauseKind;
  readonly dimensions: Partial<Record<'product_id' | 'carrier' | 'region' | 'warehouse' | 'batch' | 'channel', string>>;
  readonly reasonGroup: string;
  /** Lines ordered on these days, both included, are hit. */
  readonly from: number;
  readonly to: number;
  /** Cases it adds to a line it hits. */
  chance(place: Place): number;
  readonly reasons: readonly string[];
  readonly reasonSums: Float64Array;
  /** Days by which it holds parcels up. */
  readonly delayDays: number;
}

/** A cell where a cause could stand: its lines and the cases they would have anyway, over the window that must show it. */
interface Spot<T> {
  readonly at: T;
  readonly from: number;
  readonly to: number;
  readonly expectedCases: number;
}

export const WINDOW = 90;
const START = YEAR - WINDOW;
/** Cases that a planted cause should add at the usual size, before young cohorts hide some of them. */
const WANTED = 70;
const WEAKEST = 2.5;
const STRONGEST = 5;

/** One cause of each kind, each in a place of its own, drawn among the places that are large enough to show it. */
export function drawCauses(lines: number, catalogue: Catalogue, season: Season, random: Rng): Cause[] {
  const wanted = (WANTED * lines) / 60_000;
  const taken = new Set<Product>();
  const free = (product: Product): boolean => !taken.has(product);
  /** Two bad listings in one category would read as a bad category. */
  const apart = (product: Product): boolean => [...taken].every((other) => other.category !== product.category);

  function strength(expected: number): number {
    const enough = 1 + wanted / expected;
    return random.between(Math.min(STRONGEST, Math.max(WEAKEST, enough)), Math.min(STRONGEST, Math.max(WEAKEST, enough) + 1));
  }
  function choose<T>(spots: readonly Spot<T>[]): Spot<T> {
    const large = spots.filter(({ expectedCases }) => expectedCases * (STRONGEST - 1) >= wanted);
    const best = [...spots].sort((a, b) => b.expectedCases - a.expectedCases).slice(0, 3);
    return random.pick(large.length >= 3 ? large : best);
  }
  const long = (): number => START - random.int(10, 80);

  function sizeChart(): Cause {
    const from = long();
    const base = (product: Product): number => groupChance(product, 'fit') + groupChance(product, 'listing');
    const spot = choose(catalogue.products.filter((product) => apart(product) && product.category.sizes.length > 0)
      .map((product) => ({ at: product, from, to: YEAR - 1, expectedCases: lines * product.share * season.share(START, YEAR - 1) * base(product) })));
    const product = spot.at;
    taken.add(product);
    const added = (strength(spot.expectedCases) - 1) * base(product);
    return cause('wrong_size_chart', { product_id: product.id }, 'listing', spot, [['size_chart_wrong', 0.72], [random.pick(['too_small', 'too_large']), 0.28]],
      (place) => (place.product === product ? added : 0));
  }

  function carrier(): Cause {
    const from = long();
    const spots = homeRegions.flatMap((region, r) => homeCarriers.map((name, c) => {
      const share = region.share * (catalogue.carrierShare[r]?.[c] ?? 0) * homeShare;
      return { at: { region: region.name, carrier: name }, from, to: YEAR - 1, expectedCases: lines * share * season.share(START, YEAR - 1) * meanChance(catalogue, ['damaged_in_transit']) };
    }));
    const spot = choose(spots);
    const factor = strength(spot.expectedCases) - 1;
    return cause('careless_carrier', spot.at, 'logistics', spot, [['damaged_in_transit', 1]],
      (place) => (place.carrier === spot.at.carrier && place.region === spot.at.region ? factor * (place.product.chance['damaged_in_transit'] ?? 0) : 0));
  }

  function batch(): Cause {
    const spots = catalogue.products.filter(free).flatMap((product) => [...new Set([START + 5, START + 30, YEAR - 45].map((day) => batchOn(product, day)))].map((number) => {
      const from = batchFrom(product, number);
      const to = Math.min(YEAR - 1, from + product.batchDays - 1);
      const seen = season.share(Math.max(from, START - 8), Math.min(to, YEAR - 1 - product.category.lagDays));
      return { at: { product, batch: batchName(product, number) }, from, to, expectedCases: lines * product.share * homeShare * seen * groupChance(product, 'quality') };
    })).filter(({ from }) => from >= START - 20 && from <= YEAR - 45);
    const spot = choose(spots);
    taken.add(spot.at.product);
    const added = (strength(spot.expectedCases) - 1) * groupChance(spot.at.product, 'quality');
    return cause('defective_batch', { product_id: spot.at.product.id, batch: spot.at.batch }, 'quality', spot, [['defective', 1]],
      (place) => (place.batch === spot.at.batch ? added : 0));
  }

  function warehouse(): Cause {
    const spots = homeWarehouses.map((name, w) => {
      const from = random.int(START + 15, YEAR - 38);
      const expectedCases = lines * homeShare * warehouseShare(w) * season.share(START, YEAR - 1) * meanGroupChance(catalogue, 'fulfilment');
      return { at: name, from, to: from + random.int(8, 13), expectedCases, lines: lines * homeShare * warehouseShare(w) };
    });
    const spot = random.pick(spots);
    const hit = spot.lines * season.share(spot.from, spot.to);
    const added = Math.min(0.3, ((WEAKEST - 0.9) * spot.expectedCases) / hit);
    return cause('slow_warehouse', { warehouse: spot.at }, 'fulfilment', spot, [['late_shipment', 1]], (place) => (place.warehouse === spot.at ? added : 0), random.between(4, 6));
  }

  function listing(): Cause {
    const from = long();
    const spots = catalogue.products.filter(free).flatMap((product) => (['taobao', 'douyin'] as const).map((channel) => ({
      at: { product, channel }, from, to: YEAR - 1,
      expectedCases: lines * product.share * channelShare[channel] * season.share(START, YEAR - 1) * groupChance(product, 'listing'),
    })));
    const spot = choose(spots);
    taken.add(spot.at.product);
    const added = (strength(spot.expectedCases) - 1) * groupChance(spot.at.product, 'listing');
    return cause('misleading_listing', { product_id: spot.at.product.id, channel: spot.at.channel }, 'listing', spot, [['not_as_described', 1]],
      (place) => (place.product === spot.at.product && place.channel === spot.at.channel ? added : 0));
  }

  const misleading = listing();
  return [sizeChart(), carrier(), batch(), warehouse(), misleading];
}

const homeShare = channelShare.taobao + channelShare.douyin;

function cause(kind: CauseKind, dimensions: Cause['dimensions'], reasonGroup: string, { from, to }: Spot<unknown>, reasons: readonly (readonly [string, number])[],
  chance: Cause['chance'], delayDays = 0): Cause {
  return {
    kind, dimensions, reasonGroup, from, to, delayDays,
    chance: (place) => (place.orderedOn < from || place.orderedOn > to ? 0 : chance(place)),
    reasons: reasons.map(([code]) => code),
    reasonSums: cumulative(reasons.map(([, share]) => share)),
  };
}

const groupChance = (product: Product, group: string): number =>
  Object.entries(product.chance).reduce((sum, [code, chance]) => (reasonOf(code)?.group === group ? sum + chance : sum), 0);
const meanGroupChance = (catalogue: Catalogue, group: string): number =>
  catalogue.products.reduce((sum, product) => sum + product.share * groupChance(product, group), 0);
const meanChance = (catalogue: Catalogue, codes: readonly string[]): number =>
  catalogue.products.reduce((sum, product) => sum + product.share * codes.reduce((part, code) => part + (product.chance[code] ?? 0), 0), 0);

function warehouseShare(index: number): number {
  const near = homeRegions.reduce((sum, region) => (region.warehouse === index ? sum + region.share : sum), 0);
  return near * nearestWarehouse + (1 - nearestWarehouse) / homeWarehouses.length;
}
