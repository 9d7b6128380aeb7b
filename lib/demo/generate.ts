import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { trusted } from '../model/ids.ts';
import type { Day } from '../model/ids.ts';
import { notTheCustomersFault, reasonOf } from '../model/reasons.ts';
import { makeCatalogue } from './catalogue.ts';
import { drawCauses } from './causes.ts';
import type { CauseKind, Cause } from './causes.ts';
import type { Kind, Order } from './events.ts';
import { makePeople } from './people.ts';
import type { AbuserKind } from './people.ts';
import { rng } from './prng.ts';
import { makeSeason } from './season.ts';
import { simulate } from './simulate.ts';
import { csvRow, gb18030, openSink } from './sink.ts';
import { canonicalHeaders, caseRow, contactRow, customerRow, feedbackRow, orderIdOf, orderRow, productRow } from './write-canonical.ts';
import { douyinHeader, douyinRow } from './write-douyin.ts';
import { shopifyHeader, shopifyRows } from './write-shopify.ts';
import { isPlatformCase, taobaoHeader, taobaoRow } from './write-taobao.ts';

export interface DemoOptions {
  readonly seed: number;
  /** Plant causes, abusers and let-down customers; without, every product has its own rates and nothing else tells lines apart. */
  readonly causes: boolean;
  /** About so many; default 60,000. Memory grows with customers and products. */
  readonly orderLines?: number;
  /** The last day of the year shown; default 2026-11-20. */
  readonly endDay?: Day;
  /** Where the files go; made when absent. */
  readonly dir: string;
  /** Also write the truth here: not into `dir`, whose files are uploads. */
  readonly truthFile?: string;
}

export interface DemoTruth {
  readonly seed: number;
  readonly causes: readonly {
    readonly kind: CauseKind;
    readonly dimensions: Cause['dimensions'];
    readonly reason_group: string;
    readonly from: Day;
    readonly to: Day;
    /** Cases it made, in all and opened in the last 90 days. */
    readonly extraCases: number;
    readonly extraCasesInWindow: number;
  }[];
  readonly abusers: readonly { readonly customer_id: string; readonly kind: AbuserKind }[];
  /** Customers with two or more cases that were the merchant's or the carrier's fault, by design. */
  readonly letDown: readonly string[];
  readonly totals: DemoTotals;
}

export interface DemoTotals {
  orders: number;
  orderLines: number;
  paidMinor: number;
  cases: number;
  refundMinor: number;
  byKind: Record<Kind, number>;
  contacts: number;
  feedback: number;
  customers: number;
  products: number;
  /** Data records of each file. */
  records: Record<DemoFile, number>;
}

export const demoFiles = ['products.csv', 'customers.csv', 'orders.csv', 'shopify-orders.csv', 'taobao-退款.csv', 'douyin-售后.csv', 'cases.csv', 'contacts.csv', 'feedback.csv'] as const;
export type DemoFile = (typeof demoFiles)[number];
const WINDOW_SECONDS = 90 * 86_400;

/** Writes a merchant's year of exports; the same options give the same bytes. */
export async function generateDemo(options: DemoOptions): Promise<DemoTruth> {
  const { seed, causes: planted, orderLines = 60_000, endDay = trusted<Day>('2026-11-20'), dir, truthFile } = options;
  const catalogue = makeCatalogue(rng(seed, 'catalogue'));
  const season = makeSeason(endDay);
  const people = makePeople(orderLines, planted, catalogue, rng(seed, 'people'));
  const causes = planted ? drawCauses(orderLines, catalogue, season, rng(seed, 'causes')) : [];

  await mkdir(dir, { recursive: true });
  const files = await openFiles(dir);
  for (const product of catalogue.products) files.record('products.csv', productRow(product));
  for (const person of people) {
    files.record('customers.csv', customerRow(person, season.firstDay));
    if (person.index % 4096 === 0) await files.flush();
  }

  const tally = newTally((season.firstDay + season.days.length) * 86_400 - WINDOW_SECONDS);
  let placed = 0;
  for (const order of simulate({ catalogue, people, season, causes }, rng(seed, 'events'))) {
    writeOrder(order, files.record);
    tally.add(order);
    placed += 1;
    if (placed % 512 === 0) await files.flush();
  }
  await files.close();

  const truth: DemoTruth = {
    seed,
    causes: causes.map((cause) => ({
      kind: cause.kind, dimensions: cause.dimensions, reason_group: cause.reasonGroup,
      from: season.days[cause.from] ?? endDay, to: season.days[cause.to] ?? endDay,
      extraCases: tally.extra.get(cause)?.all ?? 0, extraCasesInWindow: tally.extra.get(cause)?.inWindow ?? 0,
    })),
    abusers: people.flatMap(({ id, role }) => (role === 'plain' || role === 'let_down' ? [] : [{ customer_id: id, kind: role }])),
    letDown: people.flatMap(({ id, role, index }) => (role === 'let_down' && (tally.harmed.get(index) ?? 0) >= 2 ? [id] : [])),
    totals: { ...tally.totals, customers: people.length, products: catalogue.products.length, records: files.records },
  };
  if (truthFile !== undefined) await writeFile(truthFile, `${JSON.stringify(truth, null, 2)}\n`);
  return truth;
}

type Record_ = (file: DemoFile, rows: string, records?: number) => void;

function writeOrder(order: Order, record: Record_): void {
  if (order.channel === 'shopify') record('shopify-orders.csv', shopifyRows(order), order.lines.length);
  for (const contact of order.contacts) record('contacts.csv', contactRow(order, order.lines[0] === undefined ? order.id : orderIdOf(order, order.lines[0]), null, contact));
  for (const line of order.lines) {
    if (order.channel !== 'shopify') record('orders.csv', orderRow(order, line));
    for (const one of line.cases) {
      if (order.channel === 'taobao' && isPlatformCase(one)) record('taobao-退款.csv', taobaoRow(order, line, one));
      else if (order.channel === 'douyin' && isPlatformCase(one)) record('douyin-售后.csv', douyinRow(order, line, one));
      else record('cases.csv', caseRow(order, line, one));
      for (const contact of one.contacts) record('contacts.csv', contactRow(order, orderIdOf(order, line), one, contact));
    }
    if (line.feedback !== null) record('feedback.csv', feedbackRow(order, line, line.feedback));
  }
}

async function openFiles(dir: string): Promise<{ record: Record_; records: Record<DemoFile, number>; flush(): Promise<void>; close(): Promise<void> }> {
  const headers: Readonly<Record<DemoFile, string>> = {
    'products.csv': csvRow(canonicalHeaders.products), 'customers.csv': csvRow(canonicalHeaders.customers), 'orders.csv': csvRow(canonicalHeaders.orders),
    'cases.csv': csvRow(canonicalHeaders.cases), 'contacts.csv': csvRow(canonicalHeaders.contacts), 'feedback.csv': csvRow(canonicalHeaders.feedback),
    'shopify-orders.csv': csvRow(shopifyHeader), 'taobao-退款.csv': csvRow(taobaoHeader), 'douyin-售后.csv': `\ufeff${csvRow(douyinHeader)}`,
  };
  const sinks = new Map(await Promise.all(demoFiles.map(async (name) => {
    const sink = await openSink(join(dir, name), name === 'taobao-退款.csv' ? gb18030() : undefined);
    sink.write(headers[name]);
    return [name, sink] as const;
  })));
  const records = Object.fromEntries(demoFiles.map((name) => [name, 0])) as Record<DemoFile, number>;
  const all = [...sinks.values()];
  return {
    records,
    record: (file, rows, count = 1) => {
      records[file] += count;
      sinks.get(file)?.write(rows);
    },
    flush: async () => { for (const sink of all) await sink.flush(); },
    close: async () => { for (const sink of all) await sink.close(); },
  };
}

/** Counts what was written, order by order. `windowFrom`: the first second of the last 90 days. */
function newTally(windowFrom: number) {
  const totals = { orders: 0, orderLines: 0, paidMinor: 0, cases: 0, refundMinor: 0, contacts: 0, feedback: 0,
    byKind: { return: 0, refund_only: 0, exchange: 0, repair: 0, reship: 0, complaint: 0, cancel: 0 } };
  const extra = new Map<Cause, { all: number; inWindow: number }>();
  const harmed = new Map<number, number>();

  function add(order: Order): void {
    totals.orders += 1;
    totals.contacts += order.contacts.length;
    for (const line of order.lines) {
      totals.orderLines += 1;
      totals.paidMinor += line.paidMinor;
      if (line.feedback !== null) totals.feedback += 1;
      for (const one of line.cases) {
        totals.cases += 1;
        totals.byKind[one.kind] += 1;
        totals.refundMinor += one.refundMinor;
        totals.contacts += one.contacts.length;
        if (one.cause !== null) {
          const count = extra.get(one.cause) ?? { all: 0, inWindow: 0 };
          extra.set(one.cause, { all: count.all + 1, inWindow: count.inWindow + (one.openedAt >= windowFrom ? 1 : 0) });
        }
        if (order.person.role === 'let_down' && isHarm(one.reason)) harmed.set(order.person.index, (harmed.get(order.person.index) ?? 0) + 1);
      }
    }
  }
  return { totals, extra, harmed, add };
}

const isHarm = (reason: string): boolean => notTheCustomersFault.includes(reasonOf(reason)?.fault ?? 'unknown');
