import { writeFile, appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { classify } from '../classify/classify.ts';
import { detect } from '../map/detect.ts';
import type { Layout } from '../map/declare.ts';
import { cellsSql, compileEmit, type EmitSql } from '../map/emit.ts';
import { findIssues } from '../map/find-issues.ts';
import { hintOf } from '../map/hints.ts';
import { pseudonyms } from '../map/keys.ts';
import { literal, test, text, type Reading } from '../map/compile.ts';
import { layoutOfMapping, signatureOf } from '../map/mapping.ts';
import { readingMacros } from '../map/macros.ts';
import { maskSeen } from '../map/mask.ts';
import { sameName } from '../map/names.ts';
import { decideFormats, readingOf, totalSql, usesOf, type Answers, type Formats, type Uses } from '../map/plan.ts';
import { layouts } from '../map/platforms/index.ts';
import { proposeMapping } from '../map/propose.ts';
import { questionOf } from '../map/questions.ts';
import type { MappingDocument } from '../model/mapping.ts';
import { normaliseIdentifier } from '../model/pseudonym.ts';
import { noCounts, type ColumnReport, type Counts, type Issue, type Question, type Reject, type Report, type TableReport } from '../model/report.ts';
import { tables, type TableName } from '../model/tables.ts';
import type { Bench } from '../ports/bench.ts';
import { castColumns, copyToPart, identifier } from '../lake/table-sql.ts';
import type { RawTable } from '../read/raw.ts';
import { scanSql } from '../read/scan-sql.ts';
import { issueOf } from '../map/issues.ts';

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
  progress(stage: string): Promise<void>;
}

/** One table of an upload, read, mapped and classified: its report without the file's own facts, and the parts to commit. */
export interface Taken {
  readonly report: Pick<Report, 'decision' | 'platform' | 'confidence' | 'because' | 'counts' | 'tables' | 'columns' | 'rejects' | 'questions' | 'issues'> & { unmapped_reasons: { raw: string; count: number }[] };
  readonly signature: string;
  readonly parts: readonly { readonly table: TableName; readonly path: string; readonly rows: number }[];
  /** A CSV of the rejected records with the file's own header, to correct and give back; null when there are none. */
  readonly rejectsPath: string | null;
}

/** Reads one raw table on a bench: stage, recognise, decide formats, compile, account, classify, write parts. */
export async function takeTable(bench: Bench, raw: RawTable, context: TakeContext): Promise<Taken> {
  const at = (name: string): string => join(bench.dir, `${context.name}-${name}`);
  const signature = signatureOf(raw.header);
  const { mapping, answers } = context.mappingFor(signature);
  await context.progress('stage');
  for (const macro of readingMacros) await bench.run(macro.replace('CREATE MACRO', 'CREATE OR REPLACE MACRO'));
  await stage(bench, raw, at('staged.parquet'));

  const detected = mapping === null ? detect(raw.header, layouts) : null;
  const base = { signature, parts: [], rejectsPath: null };
  const counts = { ...noCounts(), records: raw.records.all, header: raw.records.header, preamble_or_footer: raw.records.preamble, ignored_blank: raw.records.blank };
  const layout = mapping !== null ? withDefaults(layoutOfMapping(mapping), context) : detected === null ? null : withDefaults(detected.layout, context);
  if (layout === null) {
    const proposal = proposeMapping(raw.header, raw.sample);
    const columns = await columnReports(bench, raw, (i) => ({ to: proposal.columns[i]?.to ?? null, confidence: proposal.columns[i]?.confidence ?? 0, format: null }));
    return { ...base, report: { decision: 'held', platform: null, confidence: 0, because: [], counts: waitingCounts(counts, raw), tables: {}, columns, rejects: await structuralRejects(raw, context.listed), questions: [questionOf('unknown_layout', null, proposal)], issues: waiting(raw), unmapped_reasons: [] } };
  }
  await context.progress('profile');
  const uses = usesOf(layout, raw.header);
  const formats = await decideFormats(uses, layout, answers, (sql) => bench.rows(sql));
  const reading = readingOf(raw.header, uses, formats, layout.timeZone ?? context.merchantZone, context.merchantZone);
  const columns = await columnReports(bench, raw, (i) => ({
    to: uses.feeds.get(i)?.join(', ') ?? null, confidence: uses.feeds.has(i) ? 1 : 0, format: formatOf(i, uses, formats),
  }));
  const known = { platform: mapping !== null ? 'mapping' : layout.id, confidence: detected?.confidence ?? 1, because: [...(detected?.because ?? Object.keys(mapping?.columns ?? {}))] };
  if (formats.open.length > 0) {
    const questions = formats.open.map((o) => questionOf(o.code, o.column === null ? null : raw.header[o.column] ?? null));
    return { ...base, report: { ...known, decision: 'held', counts: waitingCounts(counts, raw), tables: {}, columns, rejects: await structuralRejects(raw, context.listed), questions: dedupe(questions), issues: waiting(raw), unmapped_reasons: [] } };
  }

  await context.progress('map');
  await defineCells(bench, layout, uses, reading);
  const nfkc = await defineNfkc(bench, layout, reading);
  const emits = layout.emits.map((emit) => compileEmit(emit, layout, reading, pseudonyms(context.secret, nfkc)));
  for (const [i, emit] of emits.entries()) await bench.run(`CREATE OR REPLACE VIEW e${i} AS ${emit.sql}`);
  await findExcluded(bench, emits, context.tombstones);
  const fate = await fateCounts(bench);
  counts.preamble_or_footer += fate.footer;
  counts.rejected = raw.rejects.length + fate.rejected;
  counts.duplicate_in_file = fate.duplicate;
  counts.suppressed = fate.suppressed;
  counts.accepted = raw.records.data - fate.footer - fate.rejected - fate.duplicate - fate.suppressed;

  await context.progress('classify');
  const unmapped = await classifyReasons(bench, emits, layout.id, at('classes.jsonl'));
  await context.progress('write');
  const written = [...new Set(emits.map((e) => e.table))];
  const parts: { table: TableName; path: string; rows: number }[] = [];
  const tableReports: Record<string, TableReport> = {};
  for (const table of written) {
    const path = at(`${table}.parquet`);
    await bench.run(copyToPart(partSql(table, emits, context), path));
    const report = await controlTotals(bench, table, path);
    if (report.rows > 0) parts.push({ table, path, rows: report.rows });
    if (report.rows > 0 || written.length === 1) tableReports[table] = report;
  }
  const rejects = await listRejects(bench, raw, context.listed);
  const issues = [
    ...(await otherIssues(bench, emits, counts.accepted)),
    ...(await findIssues({ layout, reading, currency: context.currency, nowMs: context.nowMs, duplicates: fate.duplicate, rows: (sql) => bench.rows(sql) })),
  ];
  const rejectsPath = counts.rejected === 0 ? null : await writeRejects(bench, raw, at('rejects.csv'));
  const decision = counts.accepted === 0 && raw.records.data + raw.rejects.length - fate.footer > 0 && counts.duplicate_in_file + counts.suppressed === 0 ? 'refused' : counts.rejected > 0 ? 'partly' : 'accepted';
  const refusal: Issue[] = decision === 'refused' ? [issueOf('nothing_accepted', 'error', counts.rejected)] : [];
  return {
    signature, parts: decision === 'refused' ? [] : parts, rejectsPath,
    report: { ...known, decision, counts, tables: decision === 'refused' ? {} : tableReports, columns, rejects, questions: [], issues: [...refusal, ...issues], unmapped_reasons: unmapped },
  };
}

/** `staged(record_no, c0, …)`: every data record's cells, unwrapped, null where blank. Columns without an odd cell are taken as they are. */
async function stage(bench: Bench, raw: RawTable, path: string): Promise<void> {
  const from = `read_parquet(${literal(path)})`;
  await bench.run(`DROP VIEW IF EXISTS staged CASCADE; COPY (${scanSql(raw.layout, raw.header.length)}) TO ${literal(path)} (FORMAT parquet, COMPRESSION snappy)`);
  const odd = new Set<number>();
  for (let first = 0; first < raw.header.length; first += 16) {
    const places = raw.header.slice(first, first + 16).map((_, k) => first + k);
    const row = (await bench.rows(`SELECT ${places.map((i) => `coalesce(bool_or(odd(c${i})), FALSE) AS o${i}`).join(', ')} FROM ${from}`))[0];
    for (const i of places) if (row?.[`o${i}`] === true) odd.add(i);
  }
  const cells = raw.header.map((_, i) => `${odd.has(i) ? `unwrap(c${i})` : `nullif(c${i}, '')`} AS c${i}`);
  await bench.run(`CREATE OR REPLACE VIEW staged AS SELECT record_no, ${cells.join(', ')} FROM ${from}`);
}

/** What is readable in a held file counts as accepted, so that the file is accounted for; nothing of it is taken in before the answer. */
const waitingCounts = (counts: Counts, raw: RawTable): Counts => ({ ...counts, accepted: raw.records.data, rejected: raw.rejects.length });
const waiting = (raw: RawTable): Issue[] => (raw.records.data === 0 ? [] : [issueOf('waiting', 'info', raw.records.data)]);

const withDefaults = (layout: Layout, context: TakeContext): Layout => ({ ...layout, currency: layout.currency ?? context.currency });
const dedupe = (questions: Question[]): Question[] => questions.map((q, i) => ({ ...q, id: `q${i + 1}` }));
const formatOf = (i: number, uses: Uses, formats: Formats): string | null =>
  uses.times.includes(i) ? formats.times.get(i)?.formats.join('|') ?? null : uses.numbers.includes(i) ? `decimal ${formats.decimal}` : uses.feeds.has(i) ? 'text' : null;

/** `cells` without what is set aside, and `aside(record_no, word)`: totals and notices (word '') and ignored records. */
async function defineCells(bench: Bench, layout: Layout, uses: Uses, reading: Reading): Promise<void> {
  await bench.run(`CREATE OR REPLACE VIEW all_cells AS ${cellsSql(uses.all, layout, (name) => uses.places.get(sameName(name)))}`);
  const total = totalSql(uses);
  const rules = [...(total === null ? [] : [{ on: total, word: '' }]), ...(layout.footer === undefined ? [] : [{ on: test(layout.footer, reading), word: '' }]), ...(layout.ignore ?? []).map((r) => ({ on: test(r.when, reading), word: r.word }))];
  await bench.run('DROP TABLE IF EXISTS aside CASCADE');
  if (rules.length === 0) {
    await bench.run('CREATE TABLE aside (record_no BIGINT, word VARCHAR)');
    await bench.run('CREATE OR REPLACE VIEW cells AS SELECT * FROM all_cells');
    return;
  }
  const word = `CASE ${rules.map((r) => `WHEN ${r.on} THEN ${literal(r.word)}`).join(' ')} END`;
  await bench.run(`CREATE TABLE aside AS SELECT record_no, word FROM (SELECT record_no, ${word} AS word FROM all_cells) WHERE word IS NOT NULL`);
  await bench.run('CREATE OR REPLACE VIEW cells AS SELECT * FROM all_cells ANTI JOIN aside USING (record_no)');
}

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

/** `excluded(record_no, fate, reject)`: rejected records, later copies within the file, records of erased customers. */
async function findExcluded(bench: Bench, emits: readonly EmitSql[], tombstones: readonly string[]): Promise<void> {
  await bench.run('DROP TABLE IF EXISTS excluded; DROP TABLE IF EXISTS copies; CREATE TABLE copies (emit INTEGER, record_no BIGINT)');
  await bench.run(`CREATE TABLE excluded AS SELECT record_no, 'rejected' AS fate, min(reject) AS reject FROM (${emits.map((_, i) => `SELECT record_no, reject FROM e${i} WHERE reject IS NOT NULL`).join(' UNION ALL ')}) GROUP BY record_no`);
  if (tombstones.length > 0) {
    const keyed = emits.flatMap((e, i) => (tables[e.table].columns.some((c) => c.name === 'customer_key') ? [`SELECT record_no FROM e${i} WHERE reject IS NULL AND customer_key IN (${tombstones.map(literal).join(', ')})`] : []));
    if (keyed.length > 0) await bench.run(`INSERT INTO excluded SELECT DISTINCT record_no, 'suppressed', NULL FROM (${keyed.join(' UNION ALL ')}) ANTI JOIN excluded USING (record_no)`);
  }
  for (const [i, emit] of emits.entries()) await findCopies(bench, i, emit);
  // A record is a copy when every row it yields is one.
  const rows = emits.map((_, i) => `SELECT ${i} AS emit, record_no FROM e${i} SEMI JOIN (SELECT DISTINCT record_no FROM copies) USING (record_no)`).join(' UNION ALL ');
  await bench.run(`INSERT INTO excluded SELECT record_no, 'duplicate', NULL FROM (SELECT r.record_no, count(*) AS n, count(c.record_no) AS copied FROM (${rows}) r LEFT JOIN copies c ON c.emit = r.emit AND c.record_no = r.record_no GROUP BY r.record_no)
    ANTI JOIN excluded USING (record_no) WHERE n = copied`);
}

async function findCopies(bench: Bench, i: number, emit: EmitSql): Promise<void> {
  const table = tables[emit.table];
  const key = `hash(${table.key.map(identifier).join(', ')})`;
  const content = table.columns.filter((c) => !['reason', 'fault', 'confidence', 'evidence', 'upload_id', 'order_key', 'row_no'].includes(c.name));
  await bench.run(`DROP TABLE IF EXISTS twice; CREATE TABLE twice AS SELECT h FROM (SELECT ${key} AS h FROM e${i} ANTI JOIN excluded USING (record_no)) GROUP BY h HAVING count(*) > 1`);
  if (Number((await bench.rows('SELECT count(*) AS n FROM twice'))[0]?.['n']) === 0) return;
  const digest = `md5(concat_ws(chr(31), ${content.map((c) => `coalesce(CAST(${identifier(c.name)} AS VARCHAR), chr(30))`).join(', ')}))`;
  await bench.run(`INSERT INTO copies SELECT ${i}, record_no FROM (SELECT record_no, row_number() OVER (PARTITION BY digest ORDER BY record_no) AS nth
    FROM (SELECT record_no, ${digest} AS digest FROM e${i} SEMI JOIN twice ON ${key} = twice.h ANTI JOIN excluded USING (record_no))) WHERE nth > 1`);
}

async function fateCounts(bench: Bench): Promise<{ rejected: number; duplicate: number; suppressed: number; footer: number }> {
  const rows = await bench.rows(`SELECT fate, count(*) AS n FROM excluded GROUP BY fate UNION ALL SELECT 'footer', count(*) FROM aside WHERE word = ''`);
  const n = (fate: string): number => Number(rows.find((row) => row['fate'] === fate)?.['n'] ?? 0);
  return { rejected: n('rejected'), duplicate: n('duplicate'), suppressed: n('suppressed'), footer: n('footer') };
}

/** Classifies the distinct reasons and comments in TypeScript and leaves them as `classes`; answers what stays unmapped, by frequency. */
async function classifyReasons(bench: Bench, emits: readonly EmitSql[], platform: string, path: string): Promise<{ raw: string; count: number }[]> {
  const cases = emits.flatMap((e, i) => (e.table === 'cases' ? [i] : []));
  const unmapped: { raw: string; count: number }[] = [];
  await bench.run('DROP TABLE IF EXISTS classes; CREATE TABLE classes (r VARCHAR, c VARCHAR, reason VARCHAR, fault VARCHAR, confidence DOUBLE, evidence VARCHAR)');
  if (cases.length === 0) return unmapped;
  await writeFile(path, '');
  const pairs = cases.map((i) => `SELECT reason_raw, comment FROM e${i} ANTI JOIN excluded USING (record_no)`).join(' UNION ALL ');
  for await (const batch of bench.batches(`SELECT reason_raw AS r, comment AS c, count(*) AS n FROM (${pairs}) GROUP BY reason_raw, comment ORDER BY n DESC, r, c`)) {
    const lines = batch.map((row) => {
      const r = row['r'] === null ? null : String(row['r']);
      const c = row['c'] === null ? null : String(row['c']);
      const found = classify({ platform, reasonRaw: r, comment: c });
      if (found.evidence === 'unknown' && r !== null) unmapped.push({ raw: r, count: Number(row['n']) });
      return JSON.stringify({ r: r ?? '', c: c ?? '', reason: found.reason, fault: found.fault, confidence: found.confidence, evidence: found.evidence });
    });
    await appendFile(path, lines.map((line) => `${line}\n`).join(''));
  }
  await bench.run(`INSERT INTO classes SELECT r, c, reason, fault, confidence, evidence FROM read_json(${literal(path)}, format = 'newline_delimited', maximum_object_size = 33554432, columns = {r: 'VARCHAR', c: 'VARCHAR', reason: 'VARCHAR', fault: 'VARCHAR', confidence: 'DOUBLE', evidence: 'VARCHAR'})`);
  return byFrequency(unmapped).slice(0, 100);
}

function byFrequency(list: readonly { raw: string; count: number }[]): { raw: string; count: number }[] {
  const sums = new Map<string, number>();
  for (const { raw, count } of list) sums.set(raw, (sums.get(raw) ?? 0) + count);
  return [...sums].map(([raw, count]) => ({ raw, count })).sort((a, b) => b.count - a.count || (a.raw < b.raw ? -1 : 1));
}

/** The rows of one table, complete: classification and lineage joined on, what is excluded left out. */
function partSql(table: TableName, emits: readonly EmitSql[], context: TakeContext): string {
  const selects = emits.flatMap((emit, i) => {
    if (emit.table !== table) return [];
    const joined = table === 'cases' ? ` LEFT JOIN classes k ON k.r = coalesce(e.reason_raw, '') AND k.c = coalesce(e.comment, '')` : '';
    const classified = table === 'cases' ? ', k.reason, k.fault, k.confidence, k.evidence' : '';
    return [`SELECT e.*${classified}, ${literal(context.upload)} AS upload_id, ${context.orderKey} AS order_key, e.record_no + ${context.rowOffset} AS row_no
      FROM e${i} e${joined} WHERE e.record_no NOT IN (SELECT record_no FROM excluded) AND NOT EXISTS (SELECT 1 FROM copies WHERE copies.emit = ${i} AND copies.record_no = e.record_no)`];
  });
  return `SELECT ${castColumns(tables[table])} FROM (${selects.join(' UNION ALL BY NAME ')})`;
}

async function controlTotals(bench: Bench, table: TableName, path: string): Promise<TableReport> {
  const has = (name: string): boolean => tables[table].columns.some((c) => c.name === name);
  const sum = (name: string): string => (has(name) ? `CAST(coalesce(sum(${name}), 0) AS BIGINT)` : '0');
  const rows = await bench.rows(`SELECT ${has('currency') ? 'currency' : 'NULL AS currency'}, count(*) AS rows, ${sum('quantity')} AS quantity, ${sum('paid_minor')} AS paid, ${sum('refund_minor')} AS refund FROM read_parquet(${literal(path)}) GROUP BY 1 ORDER BY 1`);
  const by = (name: 'paid' | 'refund'): Record<string, number> => Object.fromEntries(rows.flatMap((row) => (row['currency'] === null || !has(`${name}_minor`) ? [] : [[String(row['currency']), Number(row[name])]])));
  const total = (name: string): number => rows.reduce((n, row) => n + Number(row[name]), 0);
  return { rows: total('rows'), inserted: 0, updated: 0, unchanged: 0, stale: 0, quantity: total('quantity'), paid_minor: by('paid'), refund_minor: by('refund') };
}

async function columnReports(bench: Bench, raw: RawTable, of: (i: number) => { to: string | null; confidence: number; format: string | null }): Promise<ColumnReport[]> {
  const exact = raw.records.data <= 100_000;
  const stats: Record<string, unknown>[] = [];
  for (let from = 0; from < raw.header.length; from += 200) {
    const list = raw.header.slice(from, from + 200).map((_, k) => `count(*) FILTER (WHERE c${from + k} IS NULL) AS n${from + k}, ${exact ? `count(DISTINCT c${from + k})` : `approx_count_distinct(c${from + k})`} AS d${from + k}`);
    stats.push((await bench.rows(`SELECT ${list.join(', ')} FROM staged`))[0] ?? {});
  }
  return raw.header.map((name, i) => ({ name, ...of(i), nulls: Number(stats[Math.floor(i / 200)]?.[`n${i}`] ?? 0), distinct: Number(stats[Math.floor(i / 200)]?.[`d${i}`] ?? 0) }));
}

const structuralRejects = async (raw: RawTable, listed: number): Promise<Reject[]> => raw.rejects.slice(0, listed).map((r) => ({ ...r, seen: r.seen === null ? null : maskSeen(r.seen) }));

/** The first rejects in the file's order, with what was seen, masked, and their byte ranges. */
async function listRejects(bench: Bench, raw: RawTable, listed: number): Promise<Reject[]> {
  const rows = await bench.rows(`SELECT x.record_no, x.reject, s.* EXCLUDE (record_no) FROM (SELECT * FROM excluded WHERE fate = 'rejected' ORDER BY record_no LIMIT ${listed}) x JOIN staged s USING (record_no) ORDER BY x.record_no`);
  const ranges = rows.length === 0 ? null : await raw.byteRanges(rows.map((row) => Number(row['record_no'])));
  const mapped = rows.map((row, n): Reject => {
    const [code = 'unreadable', place = ''] = String(row['reject']).split('|');
    const column = place === '' ? null : raw.header[Number(place)] ?? null;
    const seen = place === '' ? null : row[`c${place}`];
    return { record: Number(row['record_no']), bytes: ranges?.[n] ?? null, column, code, seen: seen === null || seen === undefined ? null : maskSeen(String(seen)), hint: hintOf(code) };
  });
  return [...mapped, ...(await structuralRejects(raw, listed))].sort((a, b) => a.record - b.record).slice(0, listed);
}

const csvCell = (cell: string): string => {
  const safe = /^[=+@\t\r]|^-(?![\d.])/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

async function writeRejects(bench: Bench, raw: RawTable, path: string): Promise<string> {
  await writeFile(path, `\uFEFF${raw.header.map(csvCell).join(',')}\r\n`);
  for await (const batch of bench.batches(`SELECT s.* EXCLUDE (record_no) FROM staged s SEMI JOIN (SELECT record_no FROM excluded WHERE fate = 'rejected') USING (record_no) ORDER BY record_no`)) {
    await appendFile(path, batch.map((row) => `${raw.header.map((_, i) => csvCell(String(row[`c${i}`] ?? ''))).join(',')}\r\n`).join(''));
  }
  const structural = raw.rejects.map((r) => `${(r.seen ?? '').split(raw.delimiter ?? ',').map(csvCell).join(',')}\r\n`);
  if (structural.length > 0) await appendFile(path, structural.join(''));
  return path;
}

async function otherIssues(bench: Bench, emits: readonly EmitSql[], accepted: number): Promise<Issue[]> {
  const issues: Issue[] = [];
  const add = (code: string, level: Issue['level'], count: number, detail?: string): void => {
    if (count > 0) issues.push(issueOf(code, level, count, detail));
  };
  for (const row of await bench.rows(`SELECT word, count(*) AS n FROM aside WHERE word <> '' GROUP BY word ORDER BY n DESC`)) add('ignored', 'info', Number(row['n']), String(row['word']));
  const noRow = await bench.rows(`SELECT count(*) AS n FROM cells ANTI JOIN excluded USING (record_no) ANTI JOIN (${emits.map((_, i) => `SELECT record_no FROM e${i}`).join(' UNION ALL ')}) USING (record_no)`);
  if (accepted > 0) add('no_row', 'info', Number(noRow[0]?.['n'] ?? 0));
  const share = await bench.rows(`SELECT count(*) AS n FROM (${emits.map((e, i) => `SELECT hash(${tables[e.table].key.map(identifier).join(', ')}) AS h, record_no FROM e${i}`).map((sql, i) => `SELECT h FROM (${sql}) ANTI JOIN excluded USING (record_no) WHERE record_no NOT IN (SELECT record_no FROM copies WHERE emit = ${i}) GROUP BY h HAVING count(*) > 1`).join(' UNION ALL ')})`);
  add('contradicting_rows', 'warning', Number(share[0]?.['n'] ?? 0));
  return issues;
}
