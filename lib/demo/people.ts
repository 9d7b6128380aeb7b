import { channelShare, channels, foreignRegions, homeRegions, shuffled } from './catalogue.ts';
import type { Catalogue, Channel, Region } from './catalogue.ts';
import { cumulative } from './prng.ts';
import type { Rng } from './prng.ts';

export type AbuserKind = 'serial_return' | 'refund_only_keeper' | 'wardrobing' | 'not_received_claims' | 'bracketing';
/** What sets a customer apart; almost everybody is `plain`. */
export type Role = 'plain' | 'let_down' | AbuserKind;

export interface Person {
  readonly index: number;
  /** As the channel names them: a nick, an account number, an e-mail. */
  readonly id: string;
  readonly channel: Channel;
  /** Index into the home or the foreign regions. */
  readonly region: number;
  readonly ageBand: string;
  readonly membership: string;
  /** Days counted from the first day of the year shown; may be negative. */
  readonly joined: number;
  readonly from: number;
  readonly to: number;
  readonly orders: number;
  /** Multiplies the chance of a return by preference or fit; mean 1. */
  readonly fussiness: number;
  readonly role: Role;
}

/** Bracketing needs several variants in one order, which only the own site's orders have; the others need a recorded delivery. */
const KINDS: readonly { kind: AbuserKind; channels: readonly Channel[]; orders: readonly [number, number] }[] = [
  { kind: 'serial_return', channels: ['taobao', 'douyin'], orders: [16, 24] },
  { kind: 'refund_only_keeper', channels: ['taobao', 'douyin'], orders: [14, 20] },
  { kind: 'wardrobing', channels: ['taobao', 'douyin'], orders: [15, 22] },
  { kind: 'not_received_claims', channels: ['taobao', 'douyin'], orders: [14, 20] },
  { kind: 'bracketing', channels: ['shopify'], orders: [9, 12] },
];
const LINES_PER_CUSTOMER = 60_000 / 14_000;
const AGES = ['18-24', '25-34', '35-44', '45-54', '55+'];
const AGE_SUMS = cumulative([0.18, 0.36, 0.25, 0.13, 0.08]);
const CHANNEL_SUMS = cumulative(channels.map((channel) => channelShare[channel]));
const NICKS = ['小鹿', '晚风', '橙子', '团子', '南风', '阿宁', '木木', '星野', '豆包', '青柠', '一只猫', '海盐'];
const NAMES = ['olivia', 'noah', 'emma', 'liam', 'mia', 'lucas', 'chloe', 'ethan', 'grace', 'owen', 'ruby', 'felix'];
const SURNAMES = ['tan', 'smith', 'chan', 'lee', 'garcia', 'brown', 'wong', 'martin', 'patel', 'clark'];
export const YEAR = 365;

/** About `lines` order lines' worth of customers, at one and a half lines an order. */
export function makePeople(lines: number, causes: boolean, catalogue: Catalogue, random: Rng): Person[] {
  const count = Math.max(60, Math.round(lines / LINES_PER_CUSTOMER));
  const roles = causes ? drawRoles(count, lines, random) : new Map<number, Role>();
  return Array.from({ length: count }, (_, index) => makePerson(index, roles.get(index) ?? 'plain', causes, catalogue, random));
}

/** A dozen abusers and 150 let-down customers at the usual size; at least one abuser of each kind. */
function drawRoles(count: number, lines: number, random: Rng): Map<number, Role> {
  const abusers = Math.max(KINDS.length, Math.round((12 * lines) / 60_000));
  const letDown = Math.max(8, Math.round((165 * lines) / 60_000));
  const chosen = shuffled(Array.from({ length: count }, (_, index) => index), random);
  const kinds = shuffled(KINDS, random);
  return new Map(chosen.slice(0, abusers + letDown).map((index, place): [number, Role] =>
    [index, place < abusers ? (kinds[place % kinds.length]?.kind ?? 'serial_return') : 'let_down']));
}

function makePerson(index: number, role: Role, causes: boolean, catalogue: Catalogue, random: Rng): Person {
  const known = KINDS.find(({ kind }) => kind === role);
  const channel = known === undefined ? (channels[random.weighted(CHANNEL_SUMS)] ?? 'taobao') : random.pick(known.channels);
  const joined = role === 'plain' && random.chance(0.4) ? random.int(0, YEAR - 1) : -random.int(1, 900);
  const from = Math.max(0, joined);
  const leaves = role === 'plain' && random.chance(0.3);
  const orders = known !== undefined ? random.int(...known.orders)
    : role === 'let_down' ? random.int(6, 11)
      : 1 + random.poisson(random.gamma(0.7, 1.8));
  return {
    index, channel, role, joined, from, orders,
    id: accountName(channel, index, random),
    region: random.weighted(channel === 'shopify' ? catalogue.foreignSums : catalogue.homeSums),
    ageBand: AGES[random.weighted(AGE_SUMS)] ?? '25-34',
    membership: orders >= 8 ? random.pick(['gold', 'platinum']) : orders >= 4 ? random.pick(['silver', 'gold']) : random.pick(['basic', 'basic', 'silver']),
    to: leaves ? random.int(from, YEAR - 1) : YEAR - 1,
    fussiness: causes ? random.gamma(4, 1) : 1,
  };
}

export function regionOf({ channel, region }: Pick<Person, 'channel' | 'region'>): Region {
  const found = (channel === 'shopify' ? foreignRegions : homeRegions)[region];
  if (found === undefined) throw new RangeError(`no region ${region}`);
  return found;
}

function accountName(channel: Channel, index: number, random: Rng): string {
  const number = String(index + 1).padStart(5, '0');
  if (channel === 'taobao') return `${random.pick(NICKS)}${random.int(10, 99)}${number}`;
  if (channel === 'douyin') return `dy${random.int(100, 999)}${number}`;
  return `${random.pick(NAMES)}.${random.pick(SURNAMES)}${number}@example.com`;
}
