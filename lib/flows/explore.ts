import { askSegments, type SegmentDimension, type SegmentQuestion } from '../analyse/explore/segments.ts';
import { casesOf, tierBefore, type PortraitCases } from '../analyse/explore/portrait.ts';
import { recordsOf } from '../analyse/explore/subject.ts';
import { addDays } from '../model/days.ts';
import { Failure } from '../model/failure.ts';
import type { Day, MerchantId } from '../model/ids.ts';
import { customerKey } from '../model/pseudonym.ts';
import type { CustomerFacts } from '../model/tier.ts';
import type { Edition } from '../ports/edition.ts';
import type { Row } from '../ports/query.ts';
import { customerFacts } from '../tier/customers/tier-customers.ts';
import { openFacts, type Facts } from './analyse.ts';

/** Questions that the published documents cannot answer: they go to the query engine. */
export interface Explorer {
  /** What is known of a customer beyond the look-up's answer; null where nothing is. */
  portrait(merchant: MerchantId, customer: string): Promise<PortraitFacts | null>;
  segments(merchant: MerchantId, asked: AskedSegments): Promise<Segments | null>;
  /** Every canonical row about a customer, by table. */
  subject(merchant: MerchantId, customer: string): Promise<Readonly<Record<string, readonly Row[]>> | null>;
  close(): Promise<void>;
}

export interface PortraitFacts {
  readonly facts: CustomerFacts;
  readonly cases: PortraitCases;
  /** The tier of thirty days before. */
  readonly before: { readonly tier: string; readonly day: string } | null;
}

export interface AskedSegments extends Pick<SegmentQuestion, 'by' | 'where'> {
  /** Default: the window of the problems' board. */
  readonly from: Day | null;
  readonly to: Day | null;
}

export interface Segments {
  readonly as_of: string;
  readonly version: number;
  readonly currency: string;
  readonly from: string;
  readonly to: string;
  readonly by: readonly SegmentDimension[];
  readonly segments: readonly Row[];
  /** More groups than are answered. */
  readonly truncated: boolean;
  /** Rows of the merchant's tables that the facts were made from. */
  readonly scanned_rows: number;
  readonly engine: 'query';
}

const IDLE_MS = 60_000;
const MOST_SEGMENTS = 1000;
/** A merchant of more rows has to ask its own warehouse. */
const MOST_ROWS = 20_000_000;

/**
 * Keeps the facts of the merchant asked last open for a minute, so that a look at one customer after another costs milliseconds, not an
 * analysis each. One question at a time; a new version, settings or correction is seen at once.
 */
export function explorer(edition: Edition): Explorer {
  let open: { readonly state: string; readonly facts: Facts } | null = null;
  let lane: Promise<unknown> = Promise.resolve();
  let idle: ReturnType<typeof setTimeout> | undefined;

  const inTurn = <T>(action: () => Promise<T>): Promise<T> => {
    const turn = lane.then(action, action);
    lane = turn.catch(() => undefined);
    return turn;
  };
  const close = async (): Promise<void> => {
    clearTimeout(idle);
    const closing = open;
    open = null;
    await closing?.facts.snapshot.close();
  };

  const ask = <T>(merchant: MerchantId, question: (facts: Facts) => Promise<T>): Promise<T | null> => inTurn(async () => {
    clearTimeout(idle);
    const state = await stateOf(edition, merchant);
    if (open === null || open.state !== state) {
      await close();
      const facts = await openFacts(edition, merchant, null);
      open = facts === null ? null : { state, facts };
    }
    idle = setTimeout(() => void inTurn(close), IDLE_MS);
    idle.unref();
    return open === null ? null : question(open.facts);
  });

  return {
    portrait: (merchant, customer) => ask(merchant, async ({ snapshot }) => {
      const key = customerKey(await edition.secrets.pseudonymKey(merchant), customer);
      for await (const [found] of customerFacts(snapshot, key)) {
        if (found !== undefined) return { facts: found.facts, cases: await casesOf(snapshot, key), before: await tierBefore(snapshot, key) };
      }
      return null;
    }),
    subject: (merchant, customer) => ask(merchant, async ({ snapshot }) => recordsOf(snapshot, customerKey(await edition.secrets.pseudonymKey(merchant), customer))),
    segments: (merchant, { by, where, from, to }) => ask(merchant, async ({ snapshot, manifest, settings, asOf }) => {
      const scanned = manifest.parts.reduce((n, part) => n + part.rows, 0);
      if (scanned > MOST_ROWS) throw new Failure('over_budget', `This would read ${scanned} rows; at most ${MOST_ROWS} are read for one question.`);
      const last = to ?? asOf;
      const first = from ?? addDays(last, 1 - settings.settings.windows.problem_days);
      const { rows, truncated } = await askSegments(snapshot, { by, where, from: first, to: last, limit: MOST_SEGMENTS });
      return { as_of: asOf, version: manifest.version, currency: settings.settings.currency, from: first, to: last, by, segments: rows, truncated, scanned_rows: scanned, engine: 'query' as const };
    }),
    close: () => inTurn(close),
  };
}

/** Changes whenever the answers would. */
async function stateOf(edition: Edition, merchant: MerchantId): Promise<string> {
  const overrides = await edition.documents.list(merchant, 'override:');
  const revisions = await Promise.all(['settings', 'reasons'].map(async (name) => (await edition.documents.get(merchant, name))?.revision ?? 0));
  return [merchant, (await edition.heads.read(merchant)).version, ...revisions, ...overrides.map((o) => `${o.name}@${o.revision}`)].join(' ');
}
