import type { Condition, Metric } from './rules.ts';

/** `entry`: does a tier begin? `held`: does it still hold for somebody who was in it? */
export type Side = 'entry' | 'held';

/** How much further than the entry a customer must go to leave. */
const SLACK = 0.1;

/** The threshold of a condition on a side, at most four decimals, so that SQL and TypeScript read the same number. */
export function threshold(condition: Condition, side: Side): number {
  if (side === 'entry') return condition.value;
  if (condition.exit !== undefined) return condition.exit;
  const looser = condition.op.startsWith('>') ? 1 - SLACK : 1 + SLACK;
  return Math.round(condition.value * looser * 10_000) / 10_000;
}

export const metricOn = (condition: Condition, side: Side): Metric => (side === 'held' ? condition.held : undefined) ?? condition.metric;
