import type { Driver } from '../../../lib/model/boards/drivers.ts';
import type { Ratio } from '../../charts/ratio-forest.tsx';
import type { View } from '../../view.ts';
import { words } from './words.ts';

/** Beyond this a ratio is called "over"; so is one whose expected cases round to none. */
const MOST = 64;

/** Cases over expected ones; the interval of the excess, in the same terms. */
export function ratioOf({ cases, expected, interval: [low, high] }: Driver): Ratio {
  const over = (at: number): number => (at > 0 ? cases / at : Number.POSITIVE_INFINITY);
  return { times: over(expected), interval: [over(cases - low), over(cases - high)] };
}

export function timesText(times: number, { f, locale }: View): string {
  const { ratio, beyond } = words[locale].table;
  return times > MOST ? beyond(f.int(MOST)) : ratio(digits(times, f));
}

export function intervalText([low, high]: Ratio['interval'], view: View): string {
  const { interval, from, beyond } = words[view.locale].table;
  return low > MOST ? beyond(view.f.int(MOST)) : high > MOST ? from(digits(low, view.f)) : interval(digits(low, view.f), digits(high, view.f));
}

export const digits = (times: number, f: View['f']): string => (times >= 10 ? f.int(Math.round(times)) : f.days(times));

/** The id of a problem is `category|reason`; a category may hold anything. */
export function problemNamed(id: string): { category: string | null; reason: string } {
  const at = id.lastIndexOf('|');
  return { category: at <= 0 ? null : id.slice(0, at), reason: id.slice(at + 1) };
}
