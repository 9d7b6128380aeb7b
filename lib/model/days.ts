import type { Day } from './ids.ts';

const MS_PER_DAY = 86_400_000;
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** True for a real calendar day written `yyyy-mm-dd`. */
export function isDay(text: string): text is Day {
  if (!ISO_DAY.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(ms) && new Date(ms).toISOString().startsWith(text);
}

export const dayNumber = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / MS_PER_DAY;
export const dayOfNumber = (n: number): Day => new Date(n * MS_PER_DAY).toISOString().slice(0, 10) as Day;
export const addDays = (day: Day, days: number): Day => dayOfNumber(dayNumber(day) + days);
export const daysBetween = (from: Day, to: Day): number => dayNumber(to) - dayNumber(from);

/** The day an instant falls on in an IANA time zone. */
export function dayIn(timeZone: string, instantMs: number): Day {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(instantMs) as Day;
}
