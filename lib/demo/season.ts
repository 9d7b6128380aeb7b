import { addDays, dayNumber } from '../model/days.ts';
import type { Day } from '../model/ids.ts';
import { cumulative } from './prng.ts';
import { YEAR } from './people.ts';

/** The year shown: its days, counted from 0, and how busy each of them is. */
export interface Season {
  readonly days: readonly Day[];
  /** Days since 1970 of the first. */
  readonly firstDay: number;
  /** Running sums of the days' weights. */
  readonly sums: Float64Array;
  /** The share of the year's orders placed on the days from..to, both included. */
  share(from: number, to: number): number;
}

export function makeSeason(endDay: Day): Season {
  const days = Array.from({ length: YEAR }, (_, i) => addDays(endDay, i - YEAR + 1));
  const sums = cumulative(days.map(weight));
  const upTo = (i: number): number => (i < 0 ? 0 : (sums[Math.min(i, YEAR - 1)] ?? 0));
  return { days, sums, firstDay: dayNumber(endDay) - YEAR + 1, share: (from, to) => (to < from ? 0 : (upTo(to) - upTo(from - 1)) / upTo(YEAR - 1)) };
}

/** A Chinese shop's year: the two great sales, a small third, a still Spring Festival, busier weekends. */
function weight(day: Day): number {
  const monthDay = day.slice(5);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const weekend = weekday === 0 || weekday === 6 ? 1.12 : 1;
  if (monthDay === '11-11') return 3.6;
  if (monthDay === '06-18') return 2.6;
  if (monthDay === '12-12') return 2;
  if (monthDay >= '11-01' && monthDay < '11-11') return 1.5;
  if (monthDay >= '06-01' && monthDay < '06-18') return 1.35;
  if (monthDay >= '02-08' && monthDay <= '02-22') return 0.55;
  return weekend;
}
