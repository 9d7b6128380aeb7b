import type { Driver } from '../../../lib/model/boards/drivers.ts';
import { OTHER_VALUE } from '../../../lib/model/boards/filter.ts';
import type { Problem, ProblemsBoard } from '../../../lib/model/boards/problems.ts';
import type { Owner } from '../../../lib/model/strategies.ts';
import type { View } from '../../view.ts';
import { driverText } from '../drivers/name.tsx';
import { words } from './words.ts';

/** Reasons that are acted on whatever their number. */
const URGENT: ReadonlySet<string> = new Set(['safety', 'not_genuine']);

export interface Worth {
  minor: number;
  interval: readonly [number, number];
}

/** What mending all of them is worth a quarter. */
export const worthOf = (problems: readonly Problem[]): Worth => ({
  minor: problems.reduce((sum, one) => sum + one.preventable_minor, 0),
  interval: [problems.reduce((sum, one) => sum + one.preventable_interval_minor[0], 0), problems.reduce((sum, one) => sum + one.preventable_interval_minor[1], 0)],
});

/** Without an order line nothing was to be expected, so nothing can be above it. */
export const isCompared = (board: ProblemsBoard): boolean => board.problems.some((one) => one.state !== 'unmatched' && one.state !== 'too_few');

/** The dearest first; equal ones by class, so that a zone is one run. */
export const byCost = (problems: readonly Problem[]): Problem[] =>
  [...problems].sort((a, b) => b.cost_minor - a.cost_minor || (a.class < b.class ? -1 : a.class > b.class ? 1 : a.rank - b.rank));

/** Owners with what their problems are worth, the greatest first. */
export function ownersOf(problems: readonly Problem[]): { owner: Owner; minor: number; problems: number }[] {
  const found = new Map<Owner, { owner: Owner; minor: number; problems: number }>();
  for (const { owner, preventable_minor: minor } of problems) {
    if (minor <= 0) continue;
    const sum = found.get(owner) ?? { owner, minor: 0, problems: 0 };
    found.set(owner, { owner, minor: sum.minor + minor, problems: sum.problems + 1 });
  }
  return [...found.values()].sort((a, b) => b.minor - a.minor || (a.owner < b.owner ? -1 : 1));
}

export const categoryName = (category: string | null, { t }: View): string => (category === null ? t.heat.uncategorised.replaceAll('\u00ad', '') : category === OTHER_VALUE ? t.other : category);

/** Why, in a sentence or two, from the drivers claimed for it or from what they are missing for. */
export function whyOf(problem: Problem, drivers: readonly Driver[], windowDays: number, view: View): string {
  const { f, locale } = view;
  const t = words[locale].why;
  const own = drivers.filter((driver) => problem.drivers.includes(driver.id));
  const [first] = own;
  const parts: (string | false)[] = [URGENT.has(problem.reason) && t.urgent];
  if (problem.state === 'excess' && problem.drivers.length === 0) parts.push(t.outside);
  else if (problem.state === 'excess') {
    parts.push(
      first !== undefined && t.excess(driverText(first, view), f.int(first.cases), f.days(first.expected)),
      own.length > 1 && t.more(own.length - 1),
      problem.growing === true && t.growing,
      problem.preventable_minor * windowDays > problem.cost_minor * 90 && t.beyond,
    );
  } else if (problem.state === 'growing') parts.push(t.growingAlone);
  else if (problem.state === 'too_few') parts.push(t.too_few(words[locale].act.cases(problem.cases, f.int(problem.cases))));
  else parts.push(problem.state === 'unmatched' ? t.unmatched : t.expected);
  if (problem.contact_age_days !== null) parts.push(t.contact(f.int(problem.contact_age_days)));
  return parts.filter((part) => part !== false).join(locale === 'zh' ? '' : ' ');
}
