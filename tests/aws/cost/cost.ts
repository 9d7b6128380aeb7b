import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lacking } from '../engines/fetch.ts';
import { running, startEngines } from '../engines/start.ts';
import { measure, type Asked } from './measure.ts';
import { clock, costOf, functions, month, monthOf, mostQueries, rhythms, type Rhythm } from './month.ts';
import { prices, type Paid } from './prices.ts';

/** `npm run cost -- [order lines] [athena | duckdb]`: what the AWS edition asks of AWS, counted on real servers, and what a month of it costs. */
const BAR_USD = 8;

const missing = await lacking();
if (missing.length > 0) {
  console.error(`The requests are counted on real servers: this machine lacks ${missing.join(', ')}.`);
  process.exit(process.env['CI'] === 'true' ? 1 : 0);
}
const there = await running();
const engines = there === null ? await startEngines() : { ...there, stop: async () => undefined };
const folder = await mkdtemp(join(tmpdir(), 'aftertier-cost-'));
try {
  const measured = await measure(engines, folder, Number(process.argv[2] ?? 33_000), process.argv[3] === 'duckdb' ? 'duckdb' : 'athena');
  const { merchant, upload, week, day, unchanged } = measured;
  say(`Counted for a merchant of ${merchant.rows} rows and ${merchant.customers} customers (demo, seed 1), through the adapters on versitygw, DynamoDB Local and Trino:`);
  table([['', 'S3 writes, lists', 'S3 reads', 'read units', 'write units', 'queries', 'MB scanned'],
    ...([['a file taken in', upload], ['the analysis of a week’s file', week], ['of a day’s file', day], ['an analysis where nothing changed', unchanged], ['a sweep', measured.sweep], ['a look-up', measured.lookUp], ['a board', measured.board]] as const)
      .map(([what, asked]) => [what, ...numbers(asked), 'queries' in asked ? String(asked.queries ?? '?') : '', 'scannedBytes' in asked ? (asked.scannedBytes / 1e6).toFixed(1) : ''])]);
  say(`Answers that changed: ${week.written} by the week’s file, ${day.written} by the day’s.\n`);

  say(`A month: ${month.merchants} merchants, ${month.rows} rows, ${month.monthsKept} months kept, ${month.lookUps / 1e6}M look-ups, ${month.boardViews} board views. Functions: ${JSON.stringify(functions)}; by the clock: ${JSON.stringify(clock)}`);
  for (const rhythm of Object.keys(rhythms) as Rhythm[]) {
    const lines = monthOf(measured, rhythm);
    const total = new Map<Paid, number>();
    for (const { amounts } of lines) for (const [paid, amount] of entries(amounts)) total.set(paid, (total.get(paid) ?? 0) + amount);
    say('');
    table([[`A file a ${rhythm} of each merchant`, 'USD at list price'], ...lines.map(({ what, amounts }) => [what, usd(entries(amounts).reduce((sum, [paid, amount]) => sum + costOf(paid, amount).listed, 0))])]);
    say('');
    const sums = [...total].map(([paid, amount]) => ({ paid, amount, ...costOf(paid, amount) }));
    table([['', 'amount', 'USD at list price', 'after what is free each month'], ...sums.map(({ paid, amount, listed, billed }) => [prices[paid].unit, amount.toPrecision(4), usd(listed), usd(billed)])]);
    const [listed, billed] = [sums.reduce((sum, one) => sum + one.listed, 0), sums.reduce((sum, one) => sum + one.billed, 0)];
    say(`Together ${usd(listed)} at list price, ${usd(billed)} billed. The bar is ${usd(BAR_USD)}: ${billed <= BAR_USD ? 'held' : 'NOT held'}.`);
  }
  if (day.queries === null) say(`Queries were answered by DuckDB: ${mostQueries} an analysis are assumed, each at Athena’s least.`);
  else if (day.queries > mostQueries) say(`An analysis asks ${day.queries} queries; the bar is ${mostQueries}.`);
} finally {
  await rm(folder, { recursive: true, force: true });
  await engines.stop();
}

function entries(amounts: Readonly<Partial<Record<Paid, number>>>): [Paid, number][] {
  return (Object.keys(prices) as Paid[]).flatMap((paid) => (amounts[paid] === undefined ? [] : [[paid, amounts[paid]] as [Paid, number]]));
}

function numbers({ s3Writes, s3Reads, readUnits, writeUnits }: Asked): string[] {
  return [s3Writes, s3Reads, readUnits, writeUnits].map((n) => String(Math.round(n * 10) / 10));
}

function usd(amount: number): string {
  return amount.toFixed(2);
}

function say(line: string): void {
  console.log(line);
}

function table(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows) say(row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '));
}
