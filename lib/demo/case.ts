import { reasonOf } from '../model/reasons.ts';
import type { Cause } from './causes.ts';
import type { Case, Contact, Costs, Kind } from './events.ts';
import type { Product } from './catalogue.ts';
import type { Role } from './people.ts';
import { say } from './phrases.ts';
import { cumulative } from './prng.ts';
import type { Rng } from './prng.ts';

export const DAY = 86_400;

/** What a case is about, before it is known how it went. */
export interface Complaint {
  readonly reason: string;
  readonly kind: Kind;
  readonly openedAt: number;
  readonly cause: Cause | null;
}

/** The order line as the case finds it. */
export interface Situation {
  readonly product: Product;
  readonly size: string;
  readonly paidMinor: number;
  readonly shippedAt: number | null;
  /** When the parcel came, whether or not a delivery is on record. */
  readonly deliveredAt: number | null;
  readonly language: 'zh' | 'en';
  readonly role: Role;
}

const mix = (shares: Partial<Record<Kind, number>>): { kinds: Kind[]; sums: Float64Array } => {
  const entries = Object.entries(shares) as [Kind, number][];
  return { kinds: entries.map(([kind]) => kind), sums: cumulative(entries.map(([, share]) => share)) };
};
const BY_GROUP: Readonly<Record<string, ReturnType<typeof mix>>> = {
  quality: mix({ return: 0.64, refund_only: 0.14, exchange: 0.17, complaint: 0.05 }),
  listing: mix({ return: 0.72, refund_only: 0.12, exchange: 0.08, complaint: 0.08 }),
  fit: mix({ return: 0.6, exchange: 0.4 }),
  fulfilment: mix({ return: 0.4, refund_only: 0.28, exchange: 0.17, complaint: 0.15 }),
  logistics: mix({ return: 0.34, refund_only: 0.44, exchange: 0.12, complaint: 0.1 }),
  service: mix({ complaint: 0.85, return: 0.15 }),
  price: mix({ return: 0.5, complaint: 0.3, refund_only: 0.2 }),
  preference: mix({ return: 0.95, exchange: 0.05 }),
  warranty: mix({ repair: 1 }),
  unknown: mix({ return: 0.55, refund_only: 0.35, complaint: 0.1 }),
};
const BY_REASON: Readonly<Record<string, ReturnType<typeof mix>>> = {
  size_chart_wrong: mix({ return: 0.66, exchange: 0.34 }),
  missing_item: mix({ refund_only: 0.5, reship: 0.38, complaint: 0.12 }),
  missing_parts: mix({ return: 0.3, refund_only: 0.25, reship: 0.35, exchange: 0.1 }),
  late_shipment: mix({ return: 0.4, refund_only: 0.3, complaint: 0.3 }),
  late_delivery: mix({ return: 0.45, refund_only: 0.25, complaint: 0.3 }),
  lost_or_not_received: mix({ refund_only: 1 }),
  carrier_service: mix({ complaint: 1 }),
  wrong_item: mix({ return: 0.45, exchange: 0.43, refund_only: 0.12 }),
};

export function drawKind(reason: string, random: Rng): Kind {
  const shares = BY_REASON[reason] ?? BY_GROUP[reasonOf(reason)?.group ?? 'unknown'];
  return shares?.kinds[random.weighted(shares.sums)] ?? 'return';
}

/** Mean days until a case of the kind is settled. */
const RESOLUTION: Readonly<Record<Kind, number>> = { return: 5, refund_only: 1.4, exchange: 6, repair: 9, reship: 4, complaint: 2.5, cancel: 0.4 };
const MEDIA = ['chat', 'chat', 'chat', 'phone', 'email'];
const DISPOSITIONS = { sound: cumulative([0.84, 0.06, 0.06, 0.04, 0]), faulty: cumulative([0.12, 0.3, 0.18, 0.22, 0.18]) };
const DISPOSITION_WORDS = ['restock', 'refurbish', 'liquidate', 'scrap', 'return_to_vendor'];

/** Plays a case out until the end of the last day (`end`). */
export function playCase({ reason, kind, openedAt, cause }: Complaint, line: Situation, number: number, end: number, nextContact: () => number, random: Rng): Case {
  const abuser = line.role !== 'plain' && line.role !== 'let_down';
  const slow = line.role === 'let_down' ? 1.7 : 1;
  const settled = openedAt + Math.round(DAY * (0.05 + random.gamma(1.6, RESOLUTION[kind] * slow)));
  const fate = random.next();
  const refusal = abuser ? 0.02 : kind === 'cancel' ? 0 : 0.045;
  const status = settled > end ? 'open' : fate < refusal ? 'rejected' : fate < 2 * refusal ? 'withdrawn' : 'completed';
  const stage = line.shippedAt === null || openedAt < line.shippedAt ? 'before_shipment'
    : line.deliveredAt === null || openedAt < line.deliveredAt ? 'in_transit' : 'after_delivery';
  const goodsBack = status === 'completed' && (kind === 'return' || kind === 'exchange' || kind === 'repair');
  const askedMinor = asked(kind, reason, line.paidMinor, abuser, random);
  return {
    number, kind, stage, status, openedAt, reason, cause, askedMinor,
    resolvedAt: status === 'open' ? null : settled,
    goods: reason === 'lost_or_not_received' ? 'in_transit' : stage === 'before_shipment' ? 'not_shipped' : goodsBack ? 'returned' : stage === 'in_transit' ? 'in_transit' : 'received',
    said: say(line.language, reason, line.product.category, line.size, random),
    refundMinor: status === 'completed' ? askedMinor : 0,
    disposition: disposition(kind, stage, reason, status, random),
    costs: costs(kind, reason, status === 'completed', line, random),
    contacts: contacts(openedAt, Math.min(settled, end), line.language, reason, nextContact, random),
  };
}

function asked(kind: Kind, reason: string, paidMinor: number, abuser: boolean, random: Rng): number {
  if (kind === 'exchange' || kind === 'repair' || kind === 'reship' || kind === 'complaint') return 0;
  const partial = kind === 'refund_only' && !abuser && reason !== 'lost_or_not_received' && random.chance(0.3);
  return partial ? Math.round((paidMinor * random.between(0.15, 0.6)) / 10) * 10 : paidMinor;
}

function disposition(kind: Kind, stage: Case['stage'], reason: string, status: Case['status'], random: Rng): string {
  if (status !== 'completed' || stage === 'before_shipment') return '';
  if (kind === 'refund_only') return stage === 'in_transit' ? 'lost' : 'kept_by_customer';
  if (kind !== 'return' && kind !== 'exchange') return '';
  const group = reasonOf(reason)?.group;
  const faulty = group === 'quality' || reason === 'damaged_in_transit' || reason === 'bad_packaging';
  return DISPOSITION_WORDS[random.weighted(faulty ? DISPOSITIONS.faulty : DISPOSITIONS.sound)] ?? '';
}

function costs(kind: Kind, reason: string, completed: boolean, line: Situation, random: Rng): Costs {
  const noted = (applies: boolean, draw: () => number): number | null => (applies && random.chance(0.7) ? Math.round(draw()) : null);
  const comesBack = completed && (kind === 'return' || kind === 'exchange' || kind === 'repair');
  const goesOut = completed && (kind === 'exchange' || kind === 'repair' || kind === 'reship');
  const freight = line.language === 'en' ? 4200 : 1000;
  const carriersFault = reasonOf(reason)?.fault === 'carrier';
  return {
    inboundMinor: noted(comesBack, () => freight * random.between(0.7, 1.6)),
    outboundMinor: noted(goesOut, () => freight * random.between(0.6, 1.3)),
    handlingMinor: noted(comesBack, () => random.between(250, 700)),
    partsMinor: noted(completed && kind === 'repair', () => line.product.costMinor * random.between(0.05, 0.3)),
    labourMinutes: noted(completed && kind === 'repair', () => random.logNormal(28, 0.4)),
    serviceMinutes: noted(true, () => random.logNormal(7, 0.5)),
    compensationMinor: noted(completed && kind === 'complaint', () => 100 * Math.round(random.between(5, 30))),
    recoveredMinor: carriersFault && completed && random.chance(0.35) ? Math.round(line.product.costMinor * random.between(0.3, 0.8)) : null,
  };
}

function contacts(from: number, to: number, language: 'zh' | 'en', reason: string, next: () => number, random: Rng): Contact[] {
  if (!random.chance(0.34)) return [];
  const count = 1 + random.poisson(0.35);
  const label = reasonOf(reason)?.label[language] ?? '';
  const mood = ['merchant', 'product', 'carrier', 'warehouse', 'listing', 'service'].includes(reasonOf(reason)?.fault ?? '') ? 3 : 3.9;
  return Array.from({ length: count }, () => makeContact(random.int(from, Math.max(from, to)), mood, language === 'zh' ? `售后：${label}` : `After-sales: ${label.toLowerCase()}`, next, random));
}

export function makeContact(startedAt: number, mood: number, topic: string, next: () => number, random: Rng): Contact {
  return {
    number: next(), startedAt, topic,
    medium: random.pick(MEDIA),
    minutes: Math.round(10 * random.logNormal(6.5, 0.6)) / 10,
    csat: random.chance(0.42) ? stars(mood, random) : null,
  };
}

export const stars = (mood: number, random: Rng): number => Math.max(1, Math.min(5, Math.round(mood + 0.9 * random.normal())));
