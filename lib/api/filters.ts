import { cubeDimensions } from '../model/boards/cube.ts';
import { noFilter, type BoardFilter } from '../model/boards/filter.ts';
import { words } from '../model/words.ts';
import { text } from './json-schema.ts';
import { Refused } from './problem.ts';
import type { Call, Parameter } from './route.ts';

const MOST_VALUES = 50;
const repeated = (zh: string, en: string, example: string): Parameter => ({ schema: text, does: words(`${zh}，可多次；空值表示未知`, `${en}; may be repeated, an empty value = not known`), example, many: true });

/** What boards can be narrowed down by; answered without the query engine. */
export const filterParams: Readonly<Record<string, Parameter>> = {
  period: { schema: text, does: words('最近多少天：30、90、180、365 或店铺自己的窗口', 'The last so many days: 30, 90, 180, 365, or the merchant’s own window'), example: '90' },
  channel: repeated('渠道', 'A channel', 'douyin'), category: repeated('类目', 'A category', '女装'), region: repeated('地区', 'A region', '浙江'),
  reason: repeated('原因或原因组', 'A reason, or a group of reasons', 'fit'), tier: repeated('客户分层', 'A tier of customers', 'vip'),
};

/** The filter that the query asks for. */
export function filterOf(call: Pick<Call, 'query' | 'queries'>): BoardFilter {
  const period = call.query('period');
  if (period !== null && !/^\d{1,4}$/.test(period)) throw new Refused('bad_parameter', 'period: 30, 90, 180, 365');
  const lists = cubeDimensions.map((dimension) => {
    const values = [...new Set(call.queries(dimension))];
    if (values.length > MOST_VALUES || values.some((value) => value.length > 200)) throw new Refused('bad_parameter', `${dimension}: ≤ ${MOST_VALUES}`);
    return [dimension, values] as const;
  });
  return { ...noFilter, ...Object.fromEntries(lists), period: period === null ? null : Number(period) };
}
