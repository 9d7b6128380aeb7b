import { askBoards } from '../analyse/boards/questions.ts';
import { makeCube } from '../analyse/cube/make-cube.ts';
import { defineCustomerEvidence } from '../analyse/customers/define.ts';
import { cellsTested } from '../analyse/drivers/cells.ts';
import { defineDrivers, testDrivers } from '../analyse/drivers/find-drivers.ts';
import { defineFacts } from '../analyse/facts/define.ts';
import { loadSql } from '../analyse/load-sql.ts';
import type { Manifest } from '../lake/manifest.ts';
import { currentManifest } from '../lake/read-manifest.ts';
import { dayIn, isDay } from '../model/days.ts';
import { Failure } from '../model/failure.ts';
import type { Day, MerchantId } from '../model/ids.ts';
import type { Override } from '../model/tier.ts';
import { customerTiers, type CustomerTier } from '../model/tiers.ts';
import type { Edition } from '../ports/edition.ts';
import type { Cell, Row, Snapshot } from '../ports/query.ts';
import { channelsBoard, productsBoard } from '../publish/boards/members.ts';
import { costsBoard } from '../publish/boards/costs.ts';
import { customersBoard } from '../publish/boards/customers.ts';
import { boardFacts } from '../publish/boards/facts.ts';
import type { BoardFrame } from '../publish/boards/frame.ts';
import { overviewBoard } from '../publish/boards/overview.ts';
import { defineCustomerTiers, type Overrides } from '../tier/customers/define.ts';
import { policiesOf } from '../tier/customers/policies.ts';
import { rulesOf } from '../tier/customers/rules.ts';
import { migrations } from '../tier/customers/tier-customers.ts';
import { countProblems } from '../analyse/drivers/count-problems.ts';
import { problemsBoard } from '../tier/problems.ts';
import { problemWeeks } from '../publish/cube/problem-weeks.ts';
import { filterOptions, withLooseContacts } from './filtered-boards.ts';
import { readSettings, type StoredSettings } from './settings.ts';

/** The boards that a commit publishes; `data` is made from the ledger when it is asked for. */
export const boardNames = ['overview', 'problems', 'drivers', 'products', 'channels', 'customers', 'costs', 'cube', 'filters'] as const;
export type BoardName = (typeof boardNames)[number];

/** One merchant's facts while their snapshot is open: a function of (version, settings, reason map, overrides, as_of) and of nothing else. */
export interface Facts {
  readonly manifest: Manifest;
  readonly asOf: Day;
  readonly settings: StoredSettings;
  readonly overrides: Overrides;
  readonly snapshot: Snapshot;
}

/** The facts with everything that is shown of them. */
export interface Analysis extends Facts {
  readonly boards: Readonly<Record<BoardName, object>>;
}

/** Facts and tiers, defined over the current version; the caller closes the snapshot. Null while there is no committed data. */
export async function openFacts(edition: Edition, merchant: MerchantId, asked: string | null): Promise<Facts | null> {
  if (asked !== null && !isDay(asked)) throw new Failure('bad_day', 'A day is written as 2026-11-20.');
  const manifest = await currentManifest(edition.heads, edition.objects, merchant);
  if (manifest === null) return null;
  const stored = await readSettings(edition, merchant);
  const snapshot = await edition.query.snapshot(manifest);
  try {
    const ask = async (question: string): Promise<Row> => (await snapshot.rows(loadSql(new URL('../analyse/', import.meta.url).href, question)))[0] ?? {};
    const [{ currency: main }, { day: last, covered_from, covered_to }] = await Promise.all([stored.currencyGiven ? {} as Row : ask('./main-currency.sql'), ask('./last-day.sql')]);
    const settings = typeof main === 'string' ? { ...stored, settings: { ...stored.settings, currency: main } } : stored;
    const today = dayIn(settings.settings.time_zone, edition.clock.nowMs());
    const latest = typeof last === 'string' && isDay(last) ? last : today;
    const asOf = asked ?? (latest < today ? latest : today);
    const overrides = await readOverrides(edition, merchant);
    await defineFacts(snapshot, { asOf, settings: settings.settings, reasonMap: await readReasonMap(edition, merchant), covered: { from: dayOf(covered_from), to: dayOf(covered_to) } });
    await defineCustomerEvidence(snapshot);
    await defineCustomerTiers(snapshot, rulesOf(settings.settings.preset), overrides);
    return { manifest, asOf, settings, overrides, snapshot };
  } catch (error) {
    await snapshot.close();
    throw error;
  }
}

const dayOf = (cell: Cell | undefined): Day | null => (typeof cell === 'string' && isDay(cell) ? cell : null);

/** Null while a merchant has no committed data. The default day is the latest event, never after today. */
export async function withAnalysis<T>(edition: Edition, merchant: MerchantId, asked: string | null, use: (analysis: Analysis) => Promise<T>): Promise<T | null> {
  const facts = await openFacts(edition, merchant, asked);
  if (facts === null) return null;
  try {
    return await use({ ...facts, boards: await boardsOf(facts) });
  } finally {
    await facts.snapshot.close();
  }
}

async function boardsOf({ snapshot, asOf, settings: stored, manifest: { version } }: Facts): Promise<Record<BoardName, object>> {
  const { settings } = stored;
  const frame: BoardFrame = { as_of: asOf, version, window_days: settings.windows.problem_days, currency: settings.currency };
  // What waits for nothing else is asked together.
  await defineDrivers(snapshot, { windowDays: settings.windows.problem_days });
  const [{ drivers, cells }, counts, asked, moves, firsts, made] = await Promise.all([
    testDrivers(snapshot), countProblems(snapshot), askBoards(snapshot), migrations(snapshot),
    snapshot.rows('SELECT min(day) AS day FROM (SELECT min(opened_day) AS day FROM case_facts UNION ALL SELECT min(shipped_day) FROM ship_days) x'),
    makeCube(snapshot, { as_of: asOf, version, windowDays: settings.windows.problem_days, customerDays: settings.windows.customer_days }),
  ]);
  const facts = boardFacts(asked);
  const first = firsts[0]?.['day'];
  const count = (of: (tier: CustomerTier) => number): Map<CustomerTier, number> => new Map(customerTiers.map((tier) => [tier, of(tier)]));
  const known = moves.filter((m) => m.from !== null);
  const tiers = count((tier) => moves.filter((m) => m.to === tier).reduce((n, m) => n + m.customers, 0));
  const tiersBefore = known.length === 0 ? null : count((tier) => moves.filter((m) => m.from === tier).reduce((n, m) => n + m.customers, 0));
  const movers = known.length === 0 ? null : known.filter((m) => m.from !== m.to).reduce((n, m) => n + m.customers, 0);
  const firstDay = typeof first === 'string' && isDay(first) ? first : null;
  const cube = {
    ...made, settings, settings_revision: stored.revision, first_day: firstDay,
  };
  const problems = problemsBoard({
    asOf, version, windowDays: frame.window_days, currency: frame.currency, drivers, problems: withLooseContacts(counts, facts.loose('now')), weeks: problemWeeks(cube),
  });
  return {
    cube, filters: filterOptions({ cube }),
    problems, drivers: { ...frame, tested: cellsTested(cells), drivers },
    products: productsBoard(frame, facts, settings, new Map(asked.names.map((row) => [String(row['product_id']), String(row['name'])]))), channels: channelsBoard(frame, facts, settings),
    costs: costsBoard(frame, facts, settings),
    customers: customersBoard(frame, settings, { tiers, before: tiersBefore, migration: moves, grid: asked.grids, people: asked.people, policies: policiesOf(settings) }),
    overview: overviewBoard({
      frame, settings, settingsRevision: stored.revision, facts, problems, drivers, tiers, tiersBefore, movers,
      firstDay,
    }),
  };
}

/** Reasons that the merchant mapped by hand: raw text → code. */
export async function readReasonMap({ documents }: Pick<Edition, 'documents'>, merchant: MerchantId): Promise<Map<string, string>> {
  const stored = await documents.get(merchant, 'reasons');
  return new Map(Object.entries(stored === null ? {} : JSON.parse(stored.text) as Record<string, string>));
}

export async function readOverrides({ documents }: Pick<Edition, 'documents'>, merchant: MerchantId): Promise<Map<string, Override>> {
  const stored = await documents.list(merchant, 'override:');
  return new Map(stored.flatMap(({ name, text }) => (text === '' ? [] : [[name.slice('override:'.length), JSON.parse(text) as Override]])));
}
