import type { Driver } from '../model/boards/drivers.ts';
import { problemId } from '../model/boards/drivers.ts';
import type { Problem, ProblemCount, ProblemsBoard, ProblemState } from '../model/boards/problems.ts';
import type { Strategy } from '../model/strategies.ts';
import type { ProblemTier } from '../model/tiers.ts';
import type { Words } from '../model/words.ts';
import { dimensionWords, firstSteps, ownerOf, strategyOfFault, strategyOfGroup, strategyOfPlace, urgentSteps } from './playbook-problems.ts';

/** A quarter, as the problems' window has it. */
export const QUARTER_DAYS = 90;
const LEAST_CASES = 5;
/** Failures that wait at least so long, and then come together, can be met before they happen. */
const LEAST_FAILURE_AGE_DAYS = 14;
const FAILURES: ReadonlySet<string> = new Set(['defective', 'repair_in_warranty', 'missing_parts', 'workmanship']);

export interface ProblemsInput {
  readonly asOf: string;
  readonly version: number;
  readonly windowDays: number;
  readonly currency: string;
  readonly problems: readonly ProblemCount[];
  /** In rank order; only claimed ones count. */
  readonly drivers: readonly Driver[];
  /** By problem id. */
  readonly weeks?: ReadonlyMap<string, readonly number[]>;
}

/** What to fix first: every problem with its class, tier, worth and first step. A function of its input. */
export function problemsBoard({ asOf, version, windowDays, currency, problems, drivers, weeks }: ProblemsInput): ProblemsBoard {
  const classes = paretoClasses(problems.map((problem) => problem.cost_minor));
  const ranked = problems
    .map((count, place): Omit<Problem, 'rank'> => {
      const id = problemId(count.category, count.reason);
      const own = drivers.filter((driver) => driver.significant && driver.problem === id);
      const letter = classes[place] ?? 'C';
      const strategy = strategyOf(count, own[0]);
      const contactAge = strategy === 'preventive_maintenance' ? count.lag_days?.p60 ?? null : null;
      return {
        id,
        tier: tierOf(count, letter, own),
        category: count.category, reason: count.reason, reason_group: count.reason_group, fault: count.fault,
        cases: count.cases, cost_minor: count.cost_minor, class: letter,
        ...worth(own, windowDays),
        strategy, owner: ownerOf[strategy], first_step: firstStep(count, strategy, own[0], contactAge),
        state: stateOf(count, own), growing: count.growing, contact_age_days: contactAge,
        drivers: own.map((driver) => driver.id),
        weeks: [...weeks?.get(id) ?? []],
      };
    })
    .sort((a, b) => (a.tier < b.tier ? -1 : a.tier > b.tier ? 1 : 0) || b.preventable_minor - a.preventable_minor
      || b.cost_minor - a.cost_minor || (a.id < b.id ? -1 : 1))
    .map((problem, place) => ({ ...problem, rank: place + 1 }));
  return { as_of: asOf, version, window_days: windowDays, currency, problems: ranked };
}

/** A until 80% of the cost is covered, B until 95%; the order of the input is kept. */
export function paretoClasses(costs: readonly number[]): ('A' | 'B' | 'C')[] {
  const total = costs.reduce((sum, cost) => sum + Math.max(0, cost), 0);
  const order = costs.map((cost, place) => ({ cost, place })).sort((a, b) => b.cost - a.cost || a.place - b.place);
  const classes = costs.map((): 'A' | 'B' | 'C' => 'C');
  let before = 0;
  for (const { cost, place } of order) {
    if (cost > 0) classes[place] = before < 0.8 * total ? 'A' : before < 0.95 * total ? 'B' : 'C';
    before += Math.max(0, cost);
  }
  return classes;
}

function tierOf(count: ProblemCount, letter: 'A' | 'B' | 'C', own: readonly Driver[]): ProblemTier {
  if (urgentSteps[count.reason] !== undefined && count.counted > 0) return 'P0';
  const sure = own.some((driver) => driver.interval[0] > 0);
  if (letter === 'A' && sure) return count.growing === true ? 'P0' : 'P1';
  return letter === 'B' && sure ? 'P2' : 'P3';
}

function worth(own: readonly Driver[], windowDays: number): Pick<Problem, 'preventable_minor' | 'preventable_interval_minor'> {
  const quarter = QUARTER_DAYS / windowDays;
  const sum = (cases: (driver: Driver) => number): number => Math.round(quarter * own.reduce((total, driver) =>
    total + (driver.excess > 0 ? (driver.excess_minor / driver.excess) * cases(driver) : 0), 0));
  return {
    preventable_minor: sum((driver) => driver.excess),
    preventable_interval_minor: [sum((driver) => driver.interval[0]), sum((driver) => driver.interval[1])],
  };
}

function stateOf(count: ProblemCount, own: readonly Driver[]): ProblemState {
  if (own.length > 0) return 'excess';
  if (count.counted < LEAST_CASES) return 'too_few';
  if (count.matched === 0) return 'unmatched';
  return count.growing === true ? 'growing' : 'expected';
}

function strategyOf(count: ProblemCount, driver: Driver | undefined): Strategy {
  if (count.fault === 'product' && FAILURES.has(count.reason) && comesTogether(count)) return 'preventive_maintenance';
  const known = strategyOfFault[count.fault];
  if (known !== 'accept') return known;
  const place = driver === undefined ? undefined : strategyOfPlace.find(([name]) => Object.hasOwn(driver.dimensions, name));
  return place?.[1] ?? strategyOfGroup[count.reason_group] ?? 'accept';
}

/** The middle of the failures lies close together for their age: between 20 and 80% of them no more days than the age by 60%. */
function comesTogether({ lag_days: lag, matched }: ProblemCount): boolean {
  return lag !== null && matched >= LEAST_CASES && lag.p20 >= LEAST_FAILURE_AGE_DAYS && lag.p80 - lag.p20 <= lag.p60;
}

function firstStep(count: ProblemCount, strategy: Strategy, driver: Driver | undefined, contactAge: number | null): Words {
  const urgent = urgentSteps[count.reason];
  if (urgent !== undefined) return urgent;
  const steps = firstSteps[strategy];
  const text = (locale: keyof Words): string => (driver === undefined ? steps.without : steps.at)[locale]
    .replace('{days}', String(contactAge ?? ''))
    .replace('{where}', () => (driver === undefined ? '' : placeIn(driver, locale)));
  return { zh: text('zh'), en: text('en') };
}

const placeIn = (driver: Driver, locale: keyof Words): string => Object.entries(driver.dimensions)
  .map(([name, value]) => `${dimensionWords[name]?.[locale] ?? name} ${value}`).join(locale === 'zh' ? '、' : ', ');
