import { isDay } from '../model/days.ts';
import type { Day } from '../model/ids.ts';
import { words } from '../model/words.ts';
import { day as daySchema, text } from './json-schema.ts';
import { Refused } from './problem.ts';
import type { Call, Parameter } from './route.ts';

export const customerParam: Parameter = { schema: { ...text, maxLength: 500 }, does: words('顾客在店铺系统中的原始标识', 'The customer’s raw id, as your shop knows it'), example: 'C10293' };
export const uploadParam: Parameter = { schema: text, does: words('上传编号', 'The upload’s id'), example: 'u_5f0c2a9d1b7e4c3a8f6d2e10' };
export const asOfParam: Parameter = { schema: daySchema, does: words('截止日；默认为数据最后一天', 'Day to look from; default: the last day of the data'), example: '2026-11-20' };

/** A day from the query; null where it is not given. */
export function dayOf(call: Call, name: string): Day | null {
  const value = call.query(name);
  if (value === null) return null;
  if (!isDay(value)) throw new Refused('bad_parameter', `${name}: 2026-11-20`);
  return value;
}

/** The raw id in the path. */
export function customerOf(call: Call): string {
  const id = call.param('id');
  if (id.trim() === '' || id.length > 500) throw new Refused('bad_parameter', 'id');
  return id;
}

/** A whole number from the query within limits. */
export function wholeOf(call: Call, name: string, fallback: number, most: number): number {
  const value = call.query(name);
  if (value === null) return fallback;
  if (!/^\d{1,6}$/.test(value) || Number(value) < 1 || Number(value) > most) throw new Refused('bad_parameter', `${name}: 1…${most}`);
  return Number(value);
}
