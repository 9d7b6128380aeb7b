import { access } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';

/**
 * Canonical files of a made-up merchant, written by the engine itself so that ten million rows take seconds: the same seed, the same bytes.
 * About 150 bytes an order line; 40 % of the customers buy more than once; `cases` are the returns of one order in eight.
 */
export interface World {
  readonly seed: number;
  readonly orders: number;
}

/** An integer from 0 to `below`, drawn for row `i` and a word. */
const draw = (seed: number, word: string, below: number): string => `(hash(i, ${seed}, '${word}') % ${below})::BIGINT`;
const time = (sql: string): string => `strftime(TIMESTAMP '2025-11-21 00:00:00' + to_seconds(${sql}), '%Y-%m-%dT%H:%M:%SZ')`;
const pick = (sql: string, words: readonly string[]): string => `[${words.map((w) => `'${w}'`).join(', ')}][1 + ${sql}]`;
const YEAR = 365 * 86_400;

function lines({ seed, orders }: World, from: number, to: number): string {
  return `SELECT *, 1000 + product * 130 + ${draw(seed, 'price', 900)} AS cents, ordered + 3600 + ${draw(seed, 'ship', 172_800)} AS shipped
    FROM (SELECT i, ${draw(seed, 'product', 2_000)} AS product, ${draw(seed, 'customer', Math.max(1_000, Math.floor(orders / 4)))} AS customer,
      ${draw(seed, 'ordered', YEAR - 10 * 86_400)} AS ordered, 1 + ${draw(seed, 'quantity', 20)} // 17 AS quantity FROM range(${from}, ${to}) r(i))`;
}

const channels = ['taobao', 'douyin', 'jd', 'own'];
const regions = ['广东', '浙江', '江苏', '山东', '四川', '河南', '湖北', '北京', '上海', '福建', '湖南', '安徽'];
const carriers = ['顺丰', '中通', '圆通', '韵达', '京东物流'];
const categories = ['连衣裙', 'T恤', '运动鞋', '耳机', '电饭煲', '背包', '床上用品', '面霜'];
const reasons = ['七天无理由', '质量问题', '尺码不合适', '与描述不符', '少件/漏发', '物流太慢', '发错货', '包装破损', '不喜欢', '价格保护'];
const comments = ['', '', '', '穿起来太小了，换大一码', '洗了一次就掉色', '收到的颜色和图片不一样', '盒子压扁了，里面碎了一个', '等了两周才到', '缝线开了', '少发了一个配件'];

export const ordersSql = (world: World, from = 0, to = world.orders): string => `SELECT
    ${pick(draw(world.seed, 'channel', 4), channels)} AS source, CAST(202500000000000 + i AS VARCHAR) AS order_id, '1' AS line_id,
    'u' || customer AS customer_id, 'P' || lpad(CAST(product AS VARCHAR), 5, '0') AS product_id, 'P' || product || ':' || ${draw(world.seed, 'variant', 6)} AS variant_id,
    '商品 ' || product AS product_name, ${pick('product % 8', categories)} AS category, ${pick(draw(world.seed, 'channel', 4), channels)} AS channel,
    ${pick('customer % 12', regions)} AS region, ${pick(draw(world.seed, 'carrier', 5), carriers)} AS carrier, 'W' || ${draw(world.seed, 'warehouse', 3)} AS warehouse,
    ${time('ordered')} AS ordered_at, ${time('shipped')} AS shipped_at, ${time(`shipped + 86400 + ${draw(world.seed, 'way', 400_000)}`)} AS delivered_at,
    ${time('ordered + 432000')} AS promised_at, quantity, 'CNY' AS currency, printf('%d.%02d', quantity * cents // 100, quantity * cents % 100) AS paid,
    printf('%d.%02d', cents * 4 // 1000, cents % 100) AS unit_cost, 'delivered' AS status
  FROM (${lines(world, from, to)})`;

/** `share`: one order line in so many has a case. */
export const casesSql = (world: World, share = 8): string => `SELECT
    ${pick(draw(world.seed, 'channel', 4), channels)} AS source, 'R' || i AS case_id, '1' AS line_id, CAST(202500000000000 + i AS VARCHAR) AS order_id, 'u' || customer AS customer_id,
    'P' || lpad(CAST(product AS VARCHAR), 5, '0') AS product_id, ${pick(draw(world.seed, 'kind', 6), ['return', 'return', 'return', 'refund_only', 'exchange', 'complaint'])} AS kind,
    'after_delivery' AS stage, 'completed' AS status, 'returned' AS goods_status,
    ${time(`shipped + 86400 * (2 + ${draw(world.seed, 'lag', 18)})`)} AS opened_at, ${time(`shipped + 86400 * (22 + ${draw(world.seed, 'lag', 18)})`)} AS resolved_at, quantity, 'CNY' AS currency,
    printf('%d.%02d', quantity * cents // 100, quantity * cents % 100) AS paid, printf('%d.%02d', quantity * cents // 100, quantity * cents % 100) AS refund,
    ${pick(draw(world.seed, 'reason', 10), reasons)} AS reason_raw, ${pick(draw(world.seed, 'comment', 10), comments)} AS comment,
    ${pick(draw(world.seed, 'disposition', 4), ['restock', 'restock', 'refurbish', 'scrap'])} AS disposition, printf('%d.00', 8 + ${draw(world.seed, 'freight', 9)}) AS inbound_freight
  FROM (${lines(world, 0, world.orders)}) WHERE i % ${share} = 0`;

/** Writes the rows as CSV unless the file is there. */
export async function writeCsv(select: string, path: string): Promise<void> {
  if (await access(path).then(() => true, () => false)) return;
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '1GB', threads: '2' });
  const connection = await instance.connect();
  await connection.run(`COPY (${select}) TO '${path}' (FORMAT csv, HEADER)`);
  connection.closeSync();
  instance.closeSync();
}
