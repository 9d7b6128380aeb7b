import { join } from 'node:path';
import { castColumns, copyToPart } from '../lake/table-sql.ts';
import { literal, test, text, type Reading } from '../map/compile.ts';
import type { Layout } from '../map/declare.ts';
import { detect } from '../map/detect.ts';
import { cellsSql, compileEmit, type EmitSql } from '../map/emit.ts';
import { contradictionsSql, copiesSql, duplicatesSql, fatesSql, nothingExcluded, rejectedSql, rowlessSql, suppressedSql, twiceSql, writtenCountsSql } from '../map/exclude.ts';
import { findIssues } from '../map/find-issues.ts';
import { issueOf } from '../map/issues.ts';
import { pseudonyms, type Pseudonyms } from '../map/keys.ts';
import { readingMacros } from '../map/macros.ts';
import { layoutOfMapping, signatureOf } from '../map/mapping.ts';
import { sameName } from '../map/names.ts';
import { keptSql, partSql, totalsSql, writtenSql } from '../map/part-sql.ts';
import { peopleSql, personOf, withPerson } from '../map/people.ts';
import { decideFormats, readingOf, rolesOf, totalSql, usesOf, type Answers, type Formats, type Uses } from '../map/plan.ts';
import { layouts } from '../map/platforms/index.ts';
import { estimateDistinct, profileOf, type ColumnProfile } from '../map/profile.ts';
import { proposeMapping } from '../map/propose.ts';
import { questionOf } from '../map/questions.ts';
import { readsSql } from '../map/reads-sql.ts';
import { rawCellsSql, stagedSql, stageSql } from '../map/stage-sql.ts';
import type { MappingDocument } from '../model/mapping.ts';
import { normaliseIdentifier } from '../model/pseudonym.ts';
import { noCounts, type ColumnReport, type Counts, type Issue, type Question, type Report, type TableReport } from '../model/report.ts';
import { tables, type TableName } from '../model/tables.ts';
import type { Bench } from '../ports/bench.ts';
import type { RawTable } from '../read/raw.ts';
import { scanSql } from '../read/scan-sql.ts';
import { classifyReasons, unmappedReasons } from './classify-reasons.ts';
import { listRejects, structuralRejects, writeRejects } from './list-rejects.ts';

/** What is known about a merchant's files when one of them is read. */
export interface TakeContext {
  readonly upload: string;
  readonly orderKey: number;
  readonly secret: Uint8Array;
  readonly merchantZone: string;
  readonly currency: string;
  readonly tombstones: readonly string[];
  /** A mapping given by hand for this header, and the answers given for it. */
  mappingFor(signature: string): { readonly mapping: MappingDocument | null; readonly answers: Answers };
  /** Added to record numbers so that rows of several tables of one upload keep one order. */
  readonly rowOffset: number;
  readonly name: string;
  readonly nowMs: number;
  /** At most this many rejects are listed in the report; all are in the file of rejects. */
  readonly listed: number;
  /** `share` of the table's work that is done when the stage begins, 0 to 1. */
  progress(stage: string, share: number): Promise<void>;
}

/** A file of rows to commit. `unique`: no key is in two of its rows. */
export interface FreshPart { readonly table: TableName; readonly path: string; readonly rows: number; readonly unique: boolean }

/** One table of an upload, read, mapped and classified: its report without the file's own facts, and the parts to commit. */
export interface Taken {
  readonly report: Pick<Report, 'decision' | 'platform' | 'confidence' | 'because' | 'counts' | 'tables' | 'columns' | 'rejects' | 'questions' | 'issues'> & { unmapped_reasons: { raw: string; count: number }[] };
  readonly signature: string;
  readonly parts: readonly FreshPart[];
  /** A CSV of the rejected records with the file's own header, to correct and give back; null when there are none. */
  readonly rejectsPath: string | null;
}

/** Reads one raw table on a bench that keeps the order: stage, recognise, decide formats, compile, account, classify, write parts. */
export async function takeTable(bench: Bench, raw: RawTable, context: TakeContext): Promise<Taken> {
  const at = (name: string): string => join(bench.dir, `${context.name}-${name}`);
  const rows: Bench['rows'] = (sql) => bench.rows(sql);
  const signature = signatureOf(raw.header);
  const { mapping, answers } = context.mappingFor(signature);
  const detected = mapping === null ? detect(raw.header, layouts) : null;
  const layout = mapping !== null ? withDefaults(layoutOfMapping(mapping), context) : detected === null ? null : withDefaults(detected.layout, context);
  const uses = layout === null ? null : usesOf(layout, raw.header);

  await context.progress('stage', 0);
  const profile = await stage(bench, raw, uses, at('staged.parquet'));
  const counts = { ...noCounts(), records: raw.records.all, header: raw.records.header, preamble_or_footer: raw.records.preamble, ignored_blank: raw.records.blank };
  const held = (known: Pick<Report, 'platform' | 'confidence' | 'because'>, columns: ColumnReport[], questions: Question[]): Taken => ({
    signature, parts: [], rejectsPath: null,
    report: { ...known, decision: 'held', counts: waitingCounts(counts, raw), tables: {}, columns, rejects: structuralRejects(raw, context.listed), questions, issues: waiting(raw), unmapped_reasons: [] },
  });
  if (layout === null || uses === null) {
    const proposal = proposeMapping(raw.header, raw.sample);
    const columns = columnReports(raw, profile, (i) => ({ to: proposal.columns[i]?.to ?? null, confidence: proposal.columns[i]?.confidence ?? 0, format: null }));
    return held({ platform: null, confidence: 0, because: [] }, columns, [questionOf('unknown_layout', null, proposal)]);
  }
  await context.progress('profile', 0.4);
  const formats = await decideFormats(uses, layout, answers, profile, rows);
  const reading = readingOf(raw.header, uses, formats, layout.timeZone ?? context.merchantZone, context.merchantZone);
  const columns = columnReports(raw, profile, (i) => ({
    to: uses.feeds.get(i)?.join(', ') ?? null, confidence: uses.feeds.has(i) ? 1 : 0, format: formatOf(i, uses, formats),
  }));
  const known = { platform: mapping !== null ? 'mapping' : layout.id, confidence: detected?.confidence ?? 1, because: [...(detected?.because ?? Object.keys(mapping?.columns ?? {}))] };
  if (formats.open.length > 0) return held(known, columns, dedupe(formats.open.map((o) => questionOf(o.code, o.column === null ? null : raw.header[o.column] ?? null))));

  await context.progress('map', 0.45);
  await defineCells(bench, layout, uses, reading);
  const keys = pseudonyms(context.secret, await defineNfkc(bench, layout, reading));
  const emits = layout.emits.map((emit) => compileEmit(emit, layout, reading, keys));
  await bench.run(emits.map((emit, i) => `CREATE OR REPLACE VIEW m${i} AS ${emit.sql}`).join('; '));
  await context.progress('classify', 0.5);
  await classifyReasons(bench, emits, layout.id, at('classes.jsonl'));
  await context.progress('write', 0.55);
  const good = await withPeople(bench, layout, reading, profile, raw, keys, emits);
  for (const [i, emit] of good.entries()) {
    const path = at(`good-${i}.parquet`);
    await bench.run(copyToPart(`SELECT ${castColumns(tables[emit.table])} FROM (${partSql(emit, context)})`, path));
    await bench.run(`CREATE OR REPLACE VIEW e${i} AS ${writtenSql(path, context)}`);
  }

  await context.progress('account', 0.85);
  const fate = await findExcluded(bench, emits, context.tombstones);
  counts.preamble_or_footer += fate.footer;
  counts.rejected = raw.rejects.length + fate.rejected;
  counts.duplicate_in_file = fate.duplicate;
  counts.suppressed = fate.suppressed;
  counts.accepted = raw.records.data - fate.footer - fate.rejected - fate.duplicate - fate.suppressed;
  const parts: FreshPart[] = [];
  for (const [i, { table }] of emits.entries()) {
    const [all, kept] = [await numberOf(bench, `SELECT count(*) AS n FROM e${i}`), await numberOf(bench, `SELECT count(*) AS n FROM (${keptSql(i)})`)];
    const path = at(kept === all ? `good-${i}.parquet` : `kept-${i}.parquet`);
    if (kept < all) await bench.run(copyToPart(`SELECT ${castColumns(tables[table])} FROM (${keptSql(i)})`, path));
    if (kept > 0) parts.push({ table, path, rows: kept, unique: !fate.repeated.has(i) });
  }
  const tableReports: Record<string, TableReport> = {};
  const names = [...new Set(emits.map((e) => e.table))];
  for (const table of names) {
    const report = await controlTotals(bench, table, parts.filter((p) => p.table === table).map((p) => p.path));
    if (report.rows > 0 || names.length === 1) tableReports[table] = report;
  }
  await context.progress('report', 0.9);
  const rejects = fate.rejected === 0 ? structuralRejects(raw, context.listed) : await listRejects(bench, raw, context.listed);
  const unmapped = await unmappedReasons(bench, emits);
  const issues = [
    ...(await otherIssues(bench, emits, counts.accepted, fate.contradicting)),
    ...(await findIssues({ layout, reading, currency: context.currency, nowMs: context.nowMs, duplicates: fate.duplicate, rows })),
  ];
  const rejectsPath = counts.rejected === 0 ? null : at('rejects.csv');
  if (rejectsPath !== null) await writeRejects(bench, raw, rejectsPath);
  const decision = counts.accepted === 0 && raw.records.data + raw.rejects.length - fate.footer > 0 && counts.duplicate_in_file + counts.suppressed === 0 ? 'refused' : counts.rejected > 0 ? 'partly' : 'accepted';
  const refusal: Issue[] = decision === 'refused' ? [issueOf('nothing_accepted', 'error', counts.rejected)] : [];
  return {
    signature, parts: decision === 'refused' ? [] : parts, rejectsPath,
    report: { ...known, decision, counts, tables: decision === 'refused' ? {} : tableReports, columns, rejects, questions: [], issues: [...refusal, ...issues], unmapped_reasons: unmapped },
  };
}

/** Leaves the views `raw_cells` (as they came) and `staged` (unwrapped), and answers what every column looks like. */
async function stage(bench: Bench, raw: RawTable, uses: Uses | null, path: string): Promise<ColumnProfile[]> {
  const width = raw.header.length;
  const staged = { path, width };
  const roles = rolesOf(uses, width);
  const profile = raw.columns.map((facts, i) => profileOf(facts, roles[i] ?? 'text'));
  await bench.run(`${readingMacros.map((macro) => macro.replace('CREATE MACRO', 'CREATE OR REPLACE MACRO')).join('; ')}; DROP VIEW IF EXISTS raw_cells CASCADE`);
  await bench.run(stageSql(scanSql(raw.layout, width), staged));
  await bench.run(`CREATE VIEW raw_cells AS ${rawCellsSql(staged)}; CREATE OR REPLACE VIEW staged AS ${stagedSql(width, (i) => profile[i]?.odd === true)}`);
  const estimated = await estimateDistinct(raw.columns.flatMap(({ distinct }, i) => (distinct === null ? [i] : [])), (sql) => bench.rows(sql));
  return profile.map((column, i) => ({ ...column, distinct: estimated.get(i) ?? column.distinct }));
}

/** What is readable in a held file counts as accepted, so that the file is accounted for; nothing of it is taken in before the answer. */
const waitingCounts = (counts: Counts, raw: RawTable): Counts => ({ ...counts, accepted: raw.records.data, rejected: raw.rejects.length });
const waiting = (raw: RawTable): Issue[] => (raw.records.data === 0 ? [] : [issueOf('waiting', 'info', raw.records.data)]);

const withDefaults = (layout: Layout, context: TakeContext): Layout => ({ ...layout, currency: layout.currency ?? context.currency });
const dedupe = (questions: Question[]): Question[] => questions.map((q, i) => ({ ...q, id: `q${i + 1}` }));
const formatOf = (i: number, uses: Uses, formats: Formats): string | null =>
  uses.times.includes(i) ? formats.times.get(i)?.formats.join('|') ?? null : uses.numbers.includes(i) ? `decimal ${formats.decimal}` : uses.feeds.has(i) ? 'text' : null;

/** `cells` without what is set aside, every number and time read; and `aside(record_no, word)`: totals and notices (word '') and ignored records. */
async function defineCells(bench: Bench, layout: Layout, uses: Uses, reading: Reading): Promise<void> {
  await bench.run(`CREATE OR REPLACE VIEW all_cells AS ${readsSql(cellsSql(uses.all, layout, (name) => uses.places.get(sameName(name))), reading)}`);
  const total = totalSql(uses);
  const rules = [...(total === null ? [] : [{ on: total, word: '' }]), ...(layout.footer === undefined ? [] : [{ on: test(layout.footer, reading), word: '' }]), ...(layout.ignore ?? []).map((r) => ({ on: test(r.when, reading), word: r.word }))];
  await bench.run('DROP TABLE IF EXISTS aside CASCADE; CREATE TABLE aside (record_no BIGINT, word VARCHAR)');
  const word = `CASE ${rules.map((r) => `WHEN ${r.on} THEN ${literal(r.word)}`).join(' ')} END`;
  if (rules.length > 0) await bench.run(`INSERT INTO aside SELECT record_no, word FROM (SELECT record_no, ${word} AS word FROM all_cells) WHERE word IS NOT NULL`);
  const some = await numberOf(bench, 'SELECT count(*) AS n FROM aside') > 0;
  await bench.run(`CREATE OR REPLACE VIEW cells AS SELECT * FROM all_cells${some ? ' ANTI JOIN aside USING (record_no)' : ''}`);
}

const numberOf = async (bench: Bench, sql: string): Promise<number> => Number((await bench.rows(sql))[0]?.['n'] ?? 0);

/** The identifiers that NFKC changes (full-width letters and digits): few, so they are a table. */
async function defineNfkc(bench: Bench, layout: Layout, reading: Reading): Promise<boolean> {
  await bench.run('DROP TABLE IF EXISTS nfkc; CREATE TABLE nfkc (raw VARCHAR, norm VARCHAR)');
  const sources = layout.emits.flatMap((emit) => ['customer_id', 'address'].flatMap((name) => emit.columns[name] ?? []).map((expr) => text(expr, reading)));
  if (sources.length === 0) return false;
  const distinct = sources.map((sql) => `SELECT ${sql} AS x FROM cells`).join(' UNION ALL ');
  let any = false;
  for await (const batch of bench.batches(`SELECT DISTINCT x FROM (${distinct}) WHERE NOT regexp_full_match(x, '[ -~]*')`)) {
    const changed = batch.map((row) => String(row['x'])).filter((x) => x !== x.normalize('NFKC'));
    if (changed.length === 0) continue;
    any = true;
    await bench.run(`INSERT INTO nfkc VALUES ${changed.map((x) => `(${literal(x)}, ${literal(normaliseIdentifier(x))})`).join(', ')}`);
  }
  return any;
}

/** `repeated`: the emits of which several rows share a key. */
interface Fate { rejected: number; duplicate: number; suppressed: number; footer: number; contradicting: number; repeated: ReadonlySet<number> }

/** Fills `excluded` and `copies` (exclude.ts) and counts them. */
async function findExcluded(bench: Bench, emits: readonly EmitSql[], tombstones: readonly string[]): Promise<Fate> {
  await bench.run(nothingExcluded);
  const [counted] = await bench.rows(writtenCountsSql(emits));
  if (counted?.['mapped'] !== counted?.['written']) await bench.run(rejectedSql(emits));
  const suppressed = suppressedSql(emits, tombstones);
  if (suppressed !== null) await bench.run(suppressed);
  let contradicting = 0;
  const repeated = new Set<number>();
  for (const [i, emit] of emits.entries()) {
    await bench.run(twiceSql(emit, i));
    if (await numberOf(bench, 'SELECT count(*) AS n FROM twice') === 0) continue;
    repeated.add(i);
    await bench.run(copiesSql(emit, i));
    contradicting += await numberOf(bench, contradictionsSql(emit, i));
  }
  if (repeated.size > 0) await bench.run(duplicatesSql(emits));
  const found = await bench.rows(fatesSql);
  const n = (fate: string): number => Number(found.find((row) => row['fate'] === fate)?.['n'] ?? 0);
  return { rejected: n('rejected'), duplicate: n('duplicate'), suppressed: n('suppressed'), footer: n('footer'), contradicting, repeated };
}

/** The emits as they are written: with every customer's key made once, where that pays. */
async function withPeople(bench: Bench, layout: Layout, reading: Reading, profile: readonly ColumnProfile[], raw: RawTable, keys: Pseudonyms, emits: readonly EmitSql[]): Promise<readonly EmitSql[]> {
  const people = peopleSql(layout, reading, profile, raw.records.data, keys);
  if (people === null) return emits;
  await bench.run(`DROP TABLE IF EXISTS people; CREATE TABLE people AS ${people}`);
  return layout.emits.map((emit, i) => {
    const person = personOf(emit, layout, reading);
    const same = emits[i];
    return person === null && same !== undefined ? same : compileEmit(emit, layout, reading, { ...keys, customer: () => 'person_key' }, withPerson(person ?? 'NULL'));
  });
}

async function controlTotals(bench: Bench, table: TableName, paths: readonly string[]): Promise<TableReport> {
  const rows = paths.length === 0 ? [] : await bench.rows(totalsSql(table, paths));
  const has = (name: string): boolean => tables[table].columns.some((c) => c.name === name);
  const by = (name: 'paid' | 'refund'): Record<string, number> => Object.fromEntries(rows.flatMap((row) => (row['currency'] === null || !has(`${name}_minor`) ? [] : [[String(row['currency']), Number(row[name])]])));
  const total = (name: string): number => rows.reduce((n, row) => n + Number(row[name]), 0);
  return { rows: total('rows'), inserted: 0, updated: 0, unchanged: 0, stale: 0, quantity: total('quantity'), paid_minor: by('paid'), refund_minor: by('refund') };
}

const columnReports = (raw: RawTable, profile: readonly ColumnProfile[], of: (i: number) => { to: string | null; confidence: number; format: string | null }): ColumnReport[] =>
  raw.header.map((name, i) => ({ name, ...of(i), nulls: raw.records.data - (profile[i]?.filled ?? 0), distinct: profile[i]?.distinct ?? 0 }));

async function otherIssues(bench: Bench, emits: readonly EmitSql[], accepted: number, contradicting: number): Promise<Issue[]> {
  const ignored = await bench.rows(`SELECT word, count(*) AS n FROM aside WHERE word <> '' GROUP BY word ORDER BY n DESC`);
  const rowless = rowlessSql(emits);
  const withoutRow = rowless === null || accepted === 0 ? 0 : await numberOf(bench, rowless);
  return [
    ...ignored.map((row) => issueOf('ignored', 'info', Number(row['n']), String(row['word']))),
    ...(withoutRow === 0 ? [] : [issueOf('no_row', 'info', withoutRow)]),
    ...(contradicting === 0 ? [] : [issueOf('contradicting_rows', 'warning', contradicting)]),
  ];
}
