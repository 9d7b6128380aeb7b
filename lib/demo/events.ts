import type { Channel, Product, Region } from './catalogue.ts';
import type { Cause } from './causes.ts';
import type { Person } from './people.ts';
import type { Said } from './phrases.ts';

/** Instants are seconds since 1970 on the shop's own clock (Asia/Shanghai), money is in fen; null = has not happened by the last day. */
export interface Order {
  /** The parent order's number; on the own site the only one. */
  readonly id: string;
  readonly number: number;
  readonly person: Person;
  readonly channel: Channel;
  readonly region: Region;
  readonly carrier: string;
  readonly warehouse: string;
  readonly orderedAt: number;
  readonly promisedAt: number;
  readonly lines: readonly Line[];
  /** Contacts that led to no case. */
  readonly contacts: readonly Contact[];
}

export interface Line {
  /** The sub-order's number; on the own site the order's. */
  readonly orderId: string;
  readonly position: number;
  readonly product: Product;
  readonly name: string;
  readonly variant: string;
  readonly batch: string | null;
  readonly quantity: number;
  readonly discountMinor: number;
  readonly paidMinor: number;
  readonly shippedAt: number | null;
  readonly deliveredAt: number | null;
  readonly status: 'paid' | 'shipped' | 'delivered' | 'cancelled';
  readonly cases: readonly Case[];
  readonly feedback: Feedback | null;
}

export type Kind = 'return' | 'refund_only' | 'exchange' | 'repair' | 'reship' | 'complaint' | 'cancel';

export interface Case {
  readonly number: number;
  readonly kind: Kind;
  readonly stage: 'before_shipment' | 'in_transit' | 'after_delivery';
  readonly status: 'open' | 'completed' | 'rejected' | 'withdrawn';
  readonly goods: 'not_shipped' | 'in_transit' | 'received' | 'returned';
  readonly openedAt: number;
  readonly resolvedAt: number | null;
  readonly reason: string;
  readonly said: Said;
  readonly askedMinor: number;
  /** Paid out: 0 unless completed. */
  readonly refundMinor: number;
  readonly disposition: string;
  readonly costs: Costs;
  readonly contacts: readonly Contact[];
  /** The planted cause that made it. */
  readonly cause: Cause | null;
}

/** What the merchant noted of the case's cost; null = nothing noted. */
export interface Costs {
  readonly inboundMinor: number | null;
  readonly outboundMinor: number | null;
  readonly handlingMinor: number | null;
  readonly partsMinor: number | null;
  readonly labourMinutes: number | null;
  readonly serviceMinutes: number | null;
  readonly compensationMinor: number | null;
  readonly recoveredMinor: number | null;
}

export interface Contact {
  readonly number: number;
  readonly medium: string;
  readonly startedAt: number;
  readonly minutes: number;
  readonly csat: number | null;
  readonly topic: string;
}

export interface Feedback {
  readonly number: number;
  readonly rating: number;
  readonly text: string;
  readonly at: number;
}
