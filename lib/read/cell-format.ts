/** Built-in number formats of workbooks that show a date or a time of day; 45–47 show durations. */
const dateFormats = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]);

/** Whether a number format shows a date or a time of day. `code`: the workbook's own format of that id, if it has one. Elapsed times (`[h]:mm`) are numbers. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return dateFormats.has(id);
  const shown = code.split(';')[0]!.replace(/"[^"]*"|\\.|[_*]./g, '');
  if (/\[(h+|m+|s+)\]/i.test(shown)) return false;
  const bare = shown.replace(/\[[^\]]*\]/g, '');
  return !/general/i.test(bare) && /[ymdhs]/i.test(bare);
}

const DAY_MS = 86_400_000;
const pad = (value: number, width = 2): string => String(value).padStart(width, '0');

/**
 * A serial day number as `yyyy-mm-dd hh:mm:ss`, a bare time of day as `hh:mm:ss`; null outside the calendar (years 1900 to 9999).
 * Serials up to 60 lie before the leap day that 1900 did not have.
 */
export function serialDate(serial: number, from1904: boolean): string | null {
  if (!(serial >= 0)) return null;
  const days = from1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
  if (days >= 2_958_466) return null;
  const at = new Date(Math.round((days - 25_569) * 86_400) * 1_000);
  const time = `${pad(at.getUTCHours())}:${pad(at.getUTCMinutes())}:${pad(at.getUTCSeconds())}`;
  if (serial * DAY_MS < DAY_MS && serial > 0) return time;
  return `${pad(at.getUTCFullYear(), 4)}-${pad(at.getUTCMonth() + 1)}-${pad(at.getUTCDate())} ${time}`;
}

/**
 * A number as a person reads it in the sheet: without exponent, whole numbers with every digit that is stored (ids of 18 digits),
 * fractions to the 15 digits a sheet shows (19.99 is stored as 19.989999999999998).
 */
export function plainNumber(written: string): string {
  if (/^-?[1-9]\d{0,8}(\.\d{0,5}[1-9])?$/.test(written)) return written;
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/.exec(written.trim());
  if (match === null) return written;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const digits = whole + fraction;
  if (digits === '') return written;
  const point = whole.length + Number(exponent);
  const leading = /^0*/.exec(digits)![0].length;
  const significant = digits.slice(leading).replace(/0+$/, '').length;
  if (significant > 15 && point - leading < significant) return plainNumber(Number(written).toPrecision(15));
  return place(sign, digits, point);
}

/** Digits with the decimal point after the first `point` of them. */
function place(sign: string, digits: string, point: number): string {
  const whole = point <= 0 ? '' : digits.slice(0, point).padEnd(point, '0');
  const fraction = point <= 0 ? '0'.repeat(-point) + digits : digits.slice(point);
  const trimmed = fraction.replace(/0+$/, '');
  const number = (whole.replace(/^0+(?=\d)/, '') || '0') + (trimmed === '' ? '' : `.${trimmed}`);
  return sign === '-' && number !== '0' ? `-${number}` : number;
}
