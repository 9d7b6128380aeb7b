import { dayOfNumber } from '../model/days.ts';
import { majorText } from '../model/money.ts';

const SECONDS = 86_400;
const two = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'));
const days = new Map<number, string>();

export function dayText(day: number): string {
  const known = days.get(day);
  if (known !== undefined) return known;
  const text = dayOfNumber(day);
  days.set(day, text);
  return text;
}

const clock = (at: number): string => {
  const second = at % SECONDS;
  return `${two[Math.floor(second / 3600)]}:${two[Math.floor(second / 60) % 60]}:${two[second % 60]}`;
};

/** `2026-08-23 10:11:12`, as the Chinese platforms write; empty for what has not happened. */
export const stamp = (at: number | null): string => (at === null ? '' : `${dayText(Math.floor(at / SECONDS))} ${clock(at)}`);
/** `2026-08-23 10:11:12 +0800` */
export const shopStamp = (at: number | null): string => (at === null ? '' : `${stamp(at)} +0800`);
/** `2026-08-23T10:11:12+08:00` */
export const isoStamp = (at: number | null): string => (at === null ? '' : `${dayText(Math.floor(at / SECONDS))}T${clock(at)}+08:00`);

export const yuan = (minor: number | null): string => (minor === null ? '' : majorText(minor, 'CNY'));
/** With thousands commas: `1,299.00`. */
export const groupedYuan = (minor: number): string => yuan(minor).replace(/\B(?=(\d{3})+\.)/g, ',');
