import { notTheCustomersFault, reasonOf } from '../model/reasons.ts';
import { everywhere, categories } from './goods.ts';
import type { Category } from './goods.ts';
import { cumulative } from './prng.ts';
import type { Rng } from './prng.ts';

export type Channel = 'taobao' | 'douyin' | 'shopify';
export const channels: readonly Channel[] = ['taobao', 'douyin', 'shopify'];
export const channelShare: Readonly<Record<Channel, number>> = { taobao: 0.5, douyin: 0.3, shopify: 0.2 };

export interface Product {
  readonly index: number;
  /** Twelve digits, like a platform's article id; the same on every channel. */
  readonly id: string;
  readonly category: Category;
  readonly zh: string;
  readonly en: string;
  readonly priceMinor: number;
  readonly costMinor: number;
  /** Share of all lines sold. */
  readonly share: number;
  /** Days until the product's first new batch, and between batches. */
  readonly batchPhaseDays: number;
  readonly batchDays: number;
  /** Cases per line by reason code. */
  readonly chance: Readonly<Record<string, number>>;
  /** The same by what moves them: taste (preference and fit, which differ between customers) and everything else. */
  readonly taste: Pool;
  readonly rest: Pool;
  /** Of the rest, what the merchant or the carrier did to the customer. */
  readonly letDown: Pool;
}

export interface Pool {
  readonly reasons: readonly string[];
  readonly sums: Float64Array;
  readonly total: number;
}

export interface Region {
  readonly name: string;
  readonly province: string;
  readonly country: string;
  readonly city: string;
  readonly zip: string;
  readonly share: number;
  /** Days under way. */
  readonly transitDays: number;
  /** Index of the warehouse that serves it first. */
  readonly warehouse: number;
}

const home = (name: string, code: string, city: string, zip: string, share: number, transitDays: number, warehouse: number): Region =>
  ({ name, province: code, country: 'CN', city, zip, share, transitDays, warehouse });
const abroad = (name: string, province: string, country: string, city: string, zip: string, share: number, transitDays: number): Region =>
  ({ name, province, country, city, zip, share, transitDays, warehouse: 0 });

export const homeRegions: readonly Region[] = [
  home('广东', 'CN-GD', '深圳', '518000', 0.17, 1.8, 1), home('浙江', 'CN-ZJ', '杭州', '310000', 0.13, 1.2, 0), home('江苏', 'CN-JS', '苏州', '215000', 0.12, 1.3, 0),
  home('山东', 'CN-SD', '济南', '250000', 0.09, 2.2, 2), home('河南', 'CN-HA', '郑州', '450000', 0.08, 2.1, 2), home('四川', 'CN-SC', '成都', '610000', 0.09, 2.8, 3),
  home('上海', 'CN-SH', '上海', '200000', 0.08, 1.1, 0), home('北京', 'CN-BJ', '北京', '100000', 0.07, 1.9, 2), home('湖北', 'CN-HB', '武汉', '430000', 0.06, 2.0, 3),
  home('湖南', 'CN-HN', '长沙', '410000', 0.04, 2.1, 1), home('福建', 'CN-FJ', '厦门', '361000', 0.04, 1.9, 1), home('陕西', 'CN-SN', '西安', '710000', 0.03, 2.9, 3),
];
export const foreignRegions: readonly Region[] = [
  abroad('Hong Kong', 'HK', 'HK', 'Kowloon', '999077', 0.27, 1.5), abroad('Singapore', 'SG', 'SG', 'Singapore', '048623', 0.23, 2.2), abroad('California', 'CA', 'US', 'San Jose', '95112', 0.18, 2.8),
  abroad('New South Wales', 'NSW', 'AU', 'Sydney', '2000', 0.12, 3), abroad('England', 'ENG', 'GB', 'London', 'E1 6AN', 0.12, 3), abroad('Ontario', 'ON', 'CA', 'Toronto', 'M5V 2T6', 0.08, 3.1),
];
export const homeCarriers: readonly string[] = ['中通快递', '圆通速递', '顺丰速运', '韵达快递', '京东物流'];
export const foreignCarriers: readonly string[] = ['DHL Express', 'SF International', 'YunExpress'];
export const homeWarehouses: readonly string[] = ['杭州仓', '广州仓', '天津仓', '成都仓'];
export const foreignWarehouse = 'Shenzhen export';
/** Probability that a parcel leaves from the region's own warehouse; else from any. */
export const nearestWarehouse = 0.7;

export interface Catalogue {
  readonly products: readonly Product[];
  readonly productSums: Float64Array;
  /** By home region: the share of each home carrier, and their running sums. */
  readonly carrierShare: readonly (readonly number[])[];
  readonly carrierSums: readonly Float64Array[];
  readonly homeSums: Float64Array;
  readonly foreignSums: Float64Array;
}

export function makeCatalogue(random: Rng): Catalogue {
  const products = categories.flatMap((category, place) => makeProducts(category, place, random));
  const carrierShare = homeRegions.map(() => {
    const leader = random.int(0, homeCarriers.length - 1);
    const rest = homeCarriers.map(() => random.between(0.6, 1.4));
    const others = rest.reduce((sum, share, i) => (i === leader ? sum : sum + share), 0);
    return rest.map((share, i) => (i === leader ? 0.46 : (0.54 * share) / others));
  });
  return {
    products,
    productSums: cumulative(products.map((product) => product.share)),
    carrierShare,
    carrierSums: carrierShare.map(cumulative),
    homeSums: cumulative(homeRegions.map((region) => region.share)),
    foreignSums: cumulative(foreignRegions.map((region) => region.share)),
  };
}

function makeProducts(category: Category, place: number, random: Rng): Product[] {
  const ranks = shuffled(category.goods.map((_, rank) => rank), random);
  const weights = ranks.map((rank) => (rank + 2) ** -0.95);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return category.goods.map((name, i) => {
    const [zh = name, en = name] = name.split('|');
    const [low, high] = category.priceYuan;
    const priceMinor = Math.round(low * (high / low) ** random.next()) * 100 - (random.chance(0.7) ? 10 : 0);
    const index = place * category.goods.length + i;
    const chance = reasonChances(category, random);
    return {
      index, category, zh, en, priceMinor, chance,
      id: String(713_400_000_000 + place * 1_000_003_117 + i * 7_919_011 + random.int(1, 7_000_000)),
      costMinor: Math.round(priceMinor * random.between(0.32, 0.52)),
      share: (category.share * (weights[i] ?? 0)) / total,
      batchPhaseDays: random.int(5, 70),
      batchDays: random.int(52, 66),
      taste: pool(chance, isTaste),
      rest: pool(chance, (reason) => !isTaste(reason)),
      letDown: pool(chance, (reason) => notTheCustomersFault.includes(reasonOf(reason)?.fault ?? 'unknown') && reason !== 'repair_in_warranty'),
    };
  });
}

/** A product is a little better or worse than its category, in all and in each reason. */
function reasonChances(category: Category, random: Rng): Record<string, number> {
  const level = Math.exp(0.2 * random.normal() - 0.02);
  return Object.fromEntries(Object.entries({ ...everywhere, ...category.perMille })
    .map(([reason, perMille]) => [reason, (perMille / 1000) * level * Math.exp(0.15 * random.normal() - 0.011)]));
}

const isTaste = (reason: string): boolean => ['preference', 'fit'].includes(reasonOf(reason)?.group ?? '');

function pool(chance: Readonly<Record<string, number>>, holds: (reason: string) => boolean): Pool {
  const reasons = Object.keys(chance).filter(holds);
  const sums = cumulative(reasons.map((reason) => chance[reason] ?? 0));
  return { reasons, sums, total: sums[sums.length - 1] ?? 0 };
}

/** The number of the batch in stock on a day counted from the first day of the year shown, and that batch's days. */
export const batchOn = (product: Product, day: number): number =>
  day < product.batchPhaseDays ? 0 : 1 + Math.floor((day - product.batchPhaseDays) / product.batchDays);
export const batchName = (product: Product, number: number): string =>
  `L${String(product.index + 1).padStart(3, '0')}-${String(number + 1).padStart(2, '0')}`;
export const batchFrom = (product: Product, number: number): number =>
  number === 0 ? 0 : product.batchPhaseDays + (number - 1) * product.batchDays;

export function shuffled<T>(list: readonly T[], random: Rng): T[] {
  const copy = [...list];
  for (let i = copy.length - 1; i > 0; i -= 1) {
    const j = random.int(0, i);
    const [a, b] = [copy[i], copy[j]];
    if (a !== undefined && b !== undefined) [copy[i], copy[j]] = [b, a];
  }
  return copy;
}
