import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngine } from '../../lib/embedded/duckdb.ts';
import type { Snapshot } from '../../lib/ports/query.ts';
import { addDays } from '../../lib/model/days.ts';
import type { Day } from '../../lib/model/ids.ts';
import { reasonOf } from '../../lib/model/reasons.ts';

/** A day well inside the data; everything of a world is told relative to it. */
export const asOf = '2026-11-21' as Day;
export const daysAgo = (days: number): Day => addDays(asOf, -days);

export interface Line {
  customer: string | null;
  order: string;
  line?: string;
  product?: string;
  variant?: string;
  category?: string;
  ordered: Day;
  shipped?: Day;
  delivered?: Day | null;
  paid?: number;
  quantity?: number;
  phone?: string;
  address?: string;
}

export interface CaseOf {
  id?: string;
  kind?: string;
  stage?: string;
  status?: string;
  goods?: string;
  reason?: string;
  opened: Day;
  resolved?: Day | null;
  cost?: number;
  refund?: number;
}

/** The facts that customer questions read, filled by hand: order lines, cases on them, ratings. */
export interface World {
  buy(line: Line): World;
  /** A case on an order line bought before. */
  claim(order: string, claim: CaseOf, line?: string): World;
  rate(customer: string, day: Day, rating01: number): World;
  /** A real DuckDB with the facts defined. */
  open(): Promise<Snapshot>;
}

export function world(): World {
  const lines = new Map<string, Required<Omit<Line, 'phone' | 'address' | 'customer' | 'delivered'>> & Pick<Line, 'phone' | 'address' | 'customer'> & { delivered: Day | null }>();
  const cases: string[] = [];
  const ratings: string[] = [];
  const self: World = {
    buy(given) {
      const line = given.line ?? '1';
      const shipped = given.shipped ?? addDays(given.ordered, 1);
      lines.set(`s|${given.order}|${line}`, {
        product: 'P1', variant: 'V1', category: 'dress', paid: 10_000, quantity: 1, ...given, line, shipped,
        delivered: given.delivered === undefined ? addDays(shipped, 3) : given.delivered,
      });
      return self;
    },
    claim(order, given, line = '1') {
      const pk = `s|${order}|${line}`;
      const of = lines.get(pk);
      if (of === undefined) throw new Error(`no line ${pk}`);
      const reason = reasonOf(given.reason ?? 'changed_mind');
      if (reason === undefined) throw new Error('no such reason');
      const status = given.status ?? 'completed';
      const kind = given.kind ?? 'return';
      const stage = given.stage ?? 'after_delivery';
      const id = given.id ?? `C${cases.length}`;
      const resolved = given.resolved === undefined ? addDays(given.opened, 2) : given.resolved;
      const live = !['rejected', 'withdrawn'].includes(status) && kind !== 'cancel';
      const returns = live && ['return', 'exchange', 'refund_only'].includes(kind) && stage !== 'before_shipment';
      cases.push(row([
        `s|${id}|${line}`, 's', id, order, line, pk, of.customer, of.product, of.category, kind, stage, status, given.goods ?? null,
        reason.code, reason.group, reason.fault, `${given.opened} 10:00:00`, day(given.opened), resolved === null ? 'CAST(NULL AS date)' : day(resolved),
        of.delivered === null ? 'CAST(NULL AS date)' : day(of.delivered), of.quantity, status === 'completed' ? given.refund ?? of.paid : 0,
        live ? given.cost ?? 1_500 : 0, live, returns,
      ]));
      return self;
    },
    rate(customer, on, rating01) {
      ratings.push(row([customer, day(on), rating01]));
      return self;
    },
    async open() {
      const engine = await openEngine({ tmp: join(tmpdir(), 'aftertier-tests'), wholeDivision: true, memoryMb: 500 });
      await engine.run(readFileSync(new URL('../../lib/embedded/prelude.sql', import.meta.url), 'utf8'));
      await engine.run(`CREATE TABLE params AS SELECT DATE '${asOf}' AS as_of, 365 AS customer_days, 90 AS problem_days, 4000 AS assumed_margin_bp`);
      await fill(engine.run, 'bought', 'order_pk varchar, order_id varchar, line_id varchar, customer_key varchar, phone_key varchar, address_key varchar, product_id varchar, variant_id varchar, category varchar, ordered_day date, shipped_day date, delivered_day date, quantity integer, paid_minor bigint',
        [...lines].map(([pk, l]) => row([pk, l.order, l.line, l.customer, l.phone ?? null, l.address ?? null, l.product, l.variant, l.category, day(l.ordered), day(l.shipped), l.delivered === null ? 'CAST(NULL AS date)' : day(l.delivered), l.quantity, l.paid])));
      await engine.run(`CREATE TABLE unit_facts AS SELECT *, 's' AS source, CAST(NULL AS varchar) AS channel, CAST(NULL AS varchar) AS region, product_id AS product_name, CAST(NULL AS bigint) AS unit_cost_minor, TRUE AS covered, age AS age_days,
        CASE WHEN age < 0 THEN 0e0 WHEN age >= 90 THEN 1e0 ELSE 1 - power(0.5e0, age / 5e0) END AS maturity
        FROM (SELECT *, date_diff('day', shipped_day, DATE '${asOf}') AS age FROM bought)`);
      await engine.run('CREATE VIEW shipped_lines AS SELECT * FROM unit_facts');
      await fill(engine.run, 'case_rows', 'case_pk varchar, source varchar, case_id varchar, order_id varchar, line_id varchar, order_pk varchar, customer_key varchar, product_id varchar, category varchar, kind varchar, stage varchar, status varchar, goods_status varchar, reason varchar, reason_group varchar, fault varchar, opened_at timestamp, opened_day date, resolved_day date, delivered_day date, quantity integer, refund_minor bigint, cost_minor bigint, counts boolean, "returns" boolean', cases);
      await engine.run(`CREATE TABLE case_facts AS SELECT c.*, CAST(c.resolved_day AS timestamp) AS resolved_at, 5e0 AS service_minutes, u.product_id AS unit_product_id,
        u.ordered_day AS unit_day, u.quantity AS unit_quantity, u.paid_minor AS unit_paid_minor, u.unit_cost_minor AS unit_price_minor, u.covered AS unit_covered
        FROM case_rows c LEFT JOIN unit_facts u ON u.order_pk = c.order_pk`);
      await engine.run(`CREATE TABLE product_rates AS SELECT u.product_id, min(u.category) AS category, 2e0 AS a, 18e0 AS b, CAST(sum(CASE WHEN c.r THEN 1 ELSE 0 END) AS double) AS k,
        greatest(sum(u.maturity), CAST(sum(CASE WHEN c.r THEN 1 ELSE 0 END) AS double)) AS n, coalesce(sum(c.w), 0e0) AS kc,
        (1e0 + coalesce(sum(c.w), 0e0)) / (20 + greatest(sum(u.maturity), CAST(sum(CASE WHEN c.r THEN 1 ELSE 0 END) AS double))) AS attributable_rate
        FROM unit_facts u LEFT JOIN (SELECT order_pk, bool_or("returns") AS r, max(CASE WHEN NOT "returns" THEN 0 WHEN fault = 'customer' THEN 1 WHEN fault IN ('shared', 'unknown') THEN 0.5 ELSE 0 END) AS w FROM case_facts GROUP BY order_pk) c ON c.order_pk = u.order_pk
        GROUP BY u.product_id`);
      await engine.run('CREATE TABLE product_units AS SELECT product_id, category FROM unit_facts');
      await engine.run('CREATE TABLE contact_facts (contact_pk varchar, case_pk varchar, customer_key varchar, started_day date, minutes double, csat double)');
      await fill(engine.run, 'feedback_facts', 'customer_key varchar, day date, rating01 double', ratings);
      await engine.run('CREATE TABLE customer_attributes (customer_key varchar, joined_day date, region varchar, age_band varchar, membership varchar)');
      return { define: (name, sql) => engine.run(`CREATE TABLE ${name} AS ${sql}`), rows: engine.rows, batches: engine.batches, close: engine.close };
    },
  };
  return self;
}

const day = (text: Day): string => `DATE '${text}'`;
const row = (cells: readonly (string | number | boolean | null)[]): string =>
  `(${cells.map((cell) => (typeof cell === 'string' ? (/^(DATE |CAST\()/.test(cell) ? cell : `'${cell}'`) : String(cell))).join(', ')})`;

async function fill(run: (sql: string) => Promise<void>, table: string, columns: string, rows: readonly string[]): Promise<void> {
  await run(`CREATE TABLE ${table} (${columns})`);
  for (let at = 0; at < rows.length; at += 500) await run(`INSERT INTO ${table} VALUES ${rows.slice(at, at + 500).join(', ')}`);
}

/** A background of ordinary customers: `n` of them, one order a month for a year; one line in twelve comes back for the size. */
export function ordinary(into: World, n: number, products = 10): World {
  for (let c = 0; c < n; c += 1) {
    for (let month = 0; month < 10; month += 1) {
      const ordered = daysAgo(20 + month * 30 + (c % 13));
      const order = `N${c}-${month}`;
      into.buy({ customer: `n${c}`, order, ordered, product: `P${(c + month) % products}`, paid: 5_000 + 500 * (c % 21), variant: 'V1' });
      if ((c * 10 + month) % 12 === 0) into.claim(order, { opened: addDays(ordered, 6), reason: 'too_small' });
    }
  }
  return into;
}
