/** Reading SQL just far enough to join texts: strings and comments are known, parentheses are counted, nothing else. */

/** Without comments, white space outside strings as one blank. */
export const squeezed = (sql: string): string =>
  sql.replace(/'(?:[^']|'')*'|--[^\n]*|\s+/g, (found) => (found.startsWith("'") ? found : ' ')).replace(/'(?:[^']|'')*'| {2,}/g, (found) => (found.startsWith("'") ? found : ' ')).trim();

/** The text with everything inside parentheses or strings blanked: places stay, so that a keyword found here is one of the outermost level. */
export function outermost(sql: string): string {
  let depth = 0;
  let quote = '';
  return Array.from({ length: sql.length }, (_, at) => {
    const c = sql.charAt(at);
    if (quote !== '') {
      if (c === quote) quote = '';
      return ' ';
    }
    if (c === "'" || c === '"') {
      quote = c;
      return ' ';
    }
    if (c === ')') depth -= 1;
    const shown = depth === 0 ? c : ' ';
    if (c === '(') depth += 1;
    return shown;
  }).join('');
}

export interface Statement {
  /** Name → text, in order. */
  readonly ctes: readonly (readonly [name: string, sql: string])[];
  readonly body: string;
}

/** A query apart from its WITH list. Takes squeezed text. */
export function statementOf(sql: string): Statement {
  const ctes: [string, string][] = [];
  let rest = sql.trim();
  if (!/^with\b/i.test(rest)) return { ctes, body: rest };
  rest = rest.slice(4);
  for (;;) {
    const head = /^\s*,?\s*([a-z_]\w*)\s*(?:\([^()]*\)\s*)?as\s*\(/i.exec(rest);
    if (head === null) return { ctes, body: rest.trim() };
    const from = head[0].length;
    const outer = outermost(rest.slice(from - 1));
    const end = from - 1 + outer.indexOf(')');
    ctes.push([(head[1] ?? '').toLowerCase(), rest.slice(from, end)]);
    rest = rest.slice(end + 1);
  }
}

/** What a query reads, and what it does with it. */
export interface Reading {
  /** Relation → how often. */
  readonly reads: ReadonlyMap<string, number>;
  /** Steps that move rows between workers: groups, joins, windows. */
  readonly steps: number;
}

/** A query's WITH list is expanded as Trino expands it: once per reference. Takes squeezed text. */
export function readingOf(sql: string): Reading {
  const { ctes, body } = statementOf(sql);
  const local = new Map<string, Reading>();
  const reading = (text: string): Reading => {
    const bare = text.replace(/'(?:[^']|'')*'/g, "''");
    const reads = new Map<string, number>();
    let steps = stepsIn(bare);
    const add = (name: string, times: number): void => void reads.set(name, (reads.get(name) ?? 0) + times);
    for (const [, found = ''] of bare.matchAll(/\b(?:from|join)\s+"?([a-z_]\w*)"?/gi)) {
      const name = found.toLowerCase();
      const inner = local.get(name);
      if (inner === undefined) {
        add(name, 1);
        continue;
      }
      for (const [relation, times] of inner.reads) add(relation, times);
      steps += inner.steps;
    }
    return { reads, steps };
  };
  for (const [name, text] of ctes) local.set(name, reading(text));
  return reading(body);
}

const stepsIn = (bare: string): number =>
  count(bare, /\b(?:group by|select distinct|union(?! all))\b/gi) + 0.5 * count(bare, /(?<!\bcross )\bjoin\b/gi) + 0.5 * count(bare, /\bover \(/gi);
const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
