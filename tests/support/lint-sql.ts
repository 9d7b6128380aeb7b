import { TrinoSQL } from 'dt-sql-parser';

/**
 * Refuses SQL that the two engines would answer differently: what is no Trino, functions outside the measured set, and constructs whose
 * meaning differs (docs/decisions/0004-one-sql.md has the list with its measurements).
 */
const FUNCTIONS = new Set([
  'count', 'sum', 'min', 'max', 'min_by', 'max_by', 'count_if', 'bool_or', 'bool_and', 'arbitrary', 'any_value', 'array_agg', 'array_join', 'grouping',
  'coalesce', 'nullif', 'abs', 'round', 'floor', 'ceil', 'ceiling', 'exp', 'ln', 'sqrt', 'power', 'pow', 'sign', 'mod',
  'cast', 'try_cast', 'lower', 'upper', 'trim', 'length', 'substr', 'strpos', 'replace', 'lpad', 'rpad', 'reverse', 'md5', 'to_utf8', 'to_hex', 'from_base', 'bitwise_and',
  'date_diff', 'date_trunc', 'day_of_week', 'year', 'month', 'day', 'hour', 'to_unixtime', 'sequence', 'unnest', 'cardinality',
  'row_number', 'rank', 'dense_rank', 'percent_rank', 'ntile', 'lag', 'lead', 'first_value', 'last_value', 'nth_value', 'cume_dist',
  'greatest', 'least', 'if', 'regexp_like', 'truncate', 'row',
]);
/** Words that stand before a parenthesis and are no function. */
const SYNTAX = new Set(['in', 'as', 'over', 'and', 'or', 'not', 'on', 'by', 'values', 'from', 'join', 'where', 'when', 'then', 'else', 'exists', 'using', 'sets', 'filter', 'union', 'all', 'select', 'with', 'between', 'distinct', 'case', 'interval', 'partition', 'having', 'is', 'varchar', 'decimal', 'except', 'intersect', 'lateral', 'any', 'within']);

const RULES: readonly (readonly [RegExp, string])[] = [
  [/::/, 'write CAST: :: is no Trino'],
  [/\bqualify\b/i, 'QUALIFY is no Trino: filter outside'],
  [/\bgroup\s+by\s+all\b|\border\s+by\s+all\b/i, 'name the columns: ALL is no Trino'],
  [/\bexclude\b|\bselect\s+\*\s+replace\b/i, 'EXCLUDE and REPLACE are no Trino'],
  [/\blimit\s+\d+\s+offset\b/i, 'Trino wants OFFSET before LIMIT'],
  [/\bas\s+text\b/i, 'write varchar'],
  [/\bavg\s*\(/i, 'avg of integers differs: write sum / count as doubles'],
  [/\bconcat\s*\(/i, 'concat treats null differently: write ||'],
  [/\bregexp_(extract|replace)\s*\(/i, 'regular expressions replace and miss differently: clean at ingest'],
  [/\bwith\s+recursive\b/i, 'recursion stops at depth 10 on Trino'],
  [/\bapprox_/i, 'approximate functions could show two answers'],
  [/\bat\s+time\s+zone\b/i, 'AT TIME ZONE means the opposite: days are made at ingest'],
  [/\bcurrent_(date|time|timestamp)\b|\bnow\s*\(/i, 'time comes in through params'],
  [/\brandom\s*\(|\buuid\s*\(/i, 'an analysis is a function of its version'],
  [/\bignore\s+nulls\b/i, 'IGNORE NULLS stands elsewhere'],
  [/(?<![\w.])\d+\.\d+(?![\de])/i, 'a number with a point is a decimal on Trino, and divides and rounds as one: write 0.5e0'],
  [/(?<!\bcast\s*\(\s*)\bdate_trunc\s*\(/i, 'date_trunc of a day is a time on DuckDB: CAST(date_trunc(…) AS date)'],
  [/\bextract\s*\(/i, 'extract counts days of the week differently: day_of_week, year, month'],
  [/\bfrom\s+[a-z_]\w*(?:\s+(?:as\s+)?(?!where\b|group\b|order\b|cross\b|join\b|left\b|union\b)[a-z_]\w*)?\s*,/i, 'write JOIN: the planner of the Athena adapter reads FROM and JOIN, no comma'],
  [/\bnatural\s+join\b|\bjoin\s+lateral\b/i, 'say what is joined'],
  [/;/, 'one statement'],
];

const withoutComments = (sql: string): string => sql.replace(/--[^\n]*/g, '').replace(/'(?:[^']|'')*'/g, "''");

/** What is wrong with a query; empty when both engines answer it alike. */
export function lintSql(sql: string): string[] {
  const bare = withoutComments(sql);
  const syntax = new TrinoSQL().validate(sql.replace(/--[^\n]*/g, '')).map((e) => `line ${e.startLine}: ${e.message}`);
  const rules = RULES.filter(([pattern]) => pattern.test(bare)).map(([, why]) => why);
  const called = [...bare.matchAll(/\b([a-z_][a-z0-9_]*)\s*\(/gi)].map((m) => (m[1] ?? '').toLowerCase()).filter((name) => !SYNTAX.has(name) && !FUNCTIONS.has(name));
  // After AS, WITH and WINDOW a name with a parenthesis is a list of columns.
  const named = new Set([...bare.matchAll(/\b(?:as|with|,)\s+([a-z_][a-z0-9_]*)\s*\(|\)\s*,\s*([a-z_][a-z0-9_]*)\s+as\b/gi)].map((m) => (m[1] ?? m[2] ?? '').toLowerCase()));
  const unknown = [...new Set(called)].filter((name) => !named.has(name)).map((name) => `function ${name} is not known to answer alike on both engines`);
  return [...syntax, ...rules, ...unknown];
}
