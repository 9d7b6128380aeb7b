import { minorDigits } from '../lib/model/money.ts';
import type { Locale } from '../lib/model/words.ts';

/**
 * Numbers as people read them, per locale and currency. Written out rather than left to `Intl`, so that the server's and the browser's
 * text are the same to the letter. Money comes in minor units, rates in basis points, days as `yyyy-mm-dd`.
 */
export interface Formats {
  /** For prose and figures: `¥1.28M`, `¥128.5万`. */
  money(minor: number): string;
  /** For a ranked column: one unit for all, chosen by the greatest. */
  moneyColumn(all: readonly number[]): (minor: number) => string;
  /** For a table of cells: the unit (empty where it is the currency itself), small enough to tell cells apart, and the bare numbers in it. */
  moneyCells(all: readonly number[]): { unit: string; text: (minor: number) => string };
  /** Every digit, for sums that must add up: `1,284,600`, `1,284,600.50`; and with its symbol. */
  exact(minor: number): string;
  exactMoney(minor: number): string;
  moneyInterval(interval: readonly [number, number]): string;
  int(n: number): string;
  /** `1,204 件`-like counts stay bare here; the words add the noun. Signs are U+2212. */
  signed(n: number): string;
  rate(bp: number): string;
  rateInterval(interval: readonly [number, number]): string;
  /** No decimals; `<1%` for something that would round to nothing. */
  share(part: number, whole: number): string;
  days(n: number): string;
  day(day: string): string;
  dayShort(day: string): string;
  dayAxis(day: string): string;
  /** An instant (ISO 8601) in a time zone: `21 Nov, 09:42`. */
  time(instant: string, timeZone: string): string;
  bytes(n: number): string;
}

const MINUS = '\u2212';
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const SYMBOLS: Readonly<Record<string, string>> = { CNY: '¥', JPY: '¥', USD: '$', EUR: '€', GBP: '£', HKD: 'HK$', TWD: 'NT$', KRW: '₩' };
/** Unit sizes of a locale, greatest first: size, suffix, most decimals. */
const UNITS: Readonly<Record<Locale, readonly (readonly [number, string, number])[]>> = {
  zh: [[1e8, '亿', 2], [1e4, '万', 1]],
  en: [[1e9, 'B', 2], [1e6, 'M', 2], [1e3, 'k', 1]],
};

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');

function fixed(n: number, decimals: number): string {
  const [whole = '0', rest] = Math.abs(n).toFixed(decimals).split('.');
  const text = grouped(whole) + (rest === undefined ? '' : `.${rest}`);
  return n < 0 && /[1-9]/.test(text) ? MINUS + text : text;
}

export function formats(locale: Locale, currency: string): Formats {
  const symbol = SYMBOLS[currency] ?? (currency === '' ? '' : `${currency}\u00a0`);
  const scale = 10 ** minorDigits(currency);
  const units = UNITS[locale];

  const withSymbol = (text: string): string => (text.startsWith(MINUS) ? MINUS + symbol + text.slice(1) : symbol + text);

  /** Three significant digits in en (`1.28M`, `328k`, `84.7k`); one decimal of 万 and two of 亿 in zh. */
  const decimalsIn = (value: number, most: number): number =>
    locale === 'zh' ? most : Math.max(0, Math.min(most, 2 - Math.floor(Math.log10(Math.max(1, Math.abs(value))))));

  const prose = (minor: number): string => {
    const major = minor / scale;
    for (const [i, [size, suffix, most]] of units.entries()) {
      // A unit begins where the next smaller one, as it would be shown, reaches it: 999,960 is 1.00M, not 1000k.
      const [lower = 1, , lowerMost = 0] = units[i + 1] ?? [];
      const shown = Number(Math.abs(major / lower).toFixed(decimalsIn(major / lower, lowerMost))) * lower;
      if (shown >= size) return withSymbol(fixed(major / size, decimalsIn(major / size, most)) + suffix);
    }
    return withSymbol(fixed(major, Math.abs(major) < 10 && !Number.isInteger(major) ? minorDigits(currency) : 0));
  };

  const cells = (all: readonly number[], least: number): ReturnType<Formats['moneyCells']> => {
    const greatest = Math.max(0, ...all.map(Math.abs)) / scale;
    const unit = [...units].reverse().find(([size]) => greatest >= least * size && greatest / size < 10_000);
    if (unit === undefined) return { unit: '', text: (minor) => fixed(minor / scale, 0) };
    const [size, suffix] = unit;
    const decimals = greatest / size < (locale === 'zh' ? 10_000 : 100) ? 1 : 0;
    return { unit: suffix, text: (minor) => fixed(minor / scale / size, decimals) };
  };

  const parts = (day: string): [number, number, number] => {
    const [y = '0', m = '1', d = '1'] = day.split('-');
    return [Number(y), Number(m), Number(d)];
  };
  const month = (m: number): string => MONTHS[m - 1] ?? '';
  const dayShort = (day: string): string => {
    const [, m, d] = parts(day);
    return locale === 'zh' ? `${m}月${d}日` : `${d} ${month(m)}`;
  };
  const exact = (minor: number): string => fixed(minor / scale, minor % scale === 0 ? 0 : minorDigits(currency));
  const rate = (bp: number): string => `${fixed(bp / 100, 1)}%`;

  return {
    money: prose,
    moneyCells: (all) => cells(all, 10),
    moneyColumn: (all) => {
      const column = cells(all, 1);
      // What the common unit would round away, wholly or to one digit, is said in its own.
      return (minor) => (minor !== 0 && (!/[1-9]/.test(column.text(minor)) || (column.unit !== '' && /^\D?\d$/.test(column.text(minor)))) ? prose(minor) : withSymbol(column.text(minor) + column.unit));
    },
    exact,
    exactMoney: (minor) => withSymbol(exact(minor)),
    moneyInterval: ([low, high]) => (locale === 'zh' ? `${prose(low)} 至 ${prose(high)}` : `${prose(low)} to ${prose(high)}`),
    int: (n) => fixed(n, 0),
    signed: (n) => (n > 0 ? `+${fixed(n, 0)}` : fixed(n, 0)),
    rate,
    rateInterval: ([low, high]) => `${rate(low).slice(0, -1)}–${rate(high)}`,
    share: (part, whole) => {
      if (whole === 0 || part === 0) return '0%';
      const percent = (100 * part) / whole;
      return Math.abs(percent) < 0.5 ? '<1%' : `${fixed(percent, 0)}%`;
    },
    days: (n) => fixed(n, 1),
    day: (day) => {
      const [y, m, d] = parts(day);
      return locale === 'zh' ? `${y}年${m}月${d}日` : `${d} ${month(m)} ${y}`;
    },
    dayShort,
    dayAxis: (day) => {
      const [, m, d] = parts(day);
      return locale === 'zh' ? `${m}/${d}` : `${d} ${month(m)}`;
    },
    time: (instant, timeZone) => {
      const clock = new Intl.DateTimeFormat('en-CA', {
        timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
      }).formatToParts(Date.parse(instant));
      const part = (type: string): string => clock.find((p) => p.type === type)?.value ?? '';
      return `${dayShort(`${part('year')}-${part('month')}-${part('day')}`)}${locale === 'zh' ? ' ' : ', '}${part('hour')}:${part('minute')}`;
    },
    bytes: (n) => {
      if (n < 1000) return `${n} B`;
      if (n < 999_500) return `${fixed(n / 1e3, 0)} KB`;
      return n < 999_500_000 ? `${fixed(n / 1e6, 1)} MB` : `${fixed(n / 1e9, 2)} GB`;
    },
  };
}
