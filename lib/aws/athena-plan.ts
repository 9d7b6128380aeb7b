import { references } from './sql-text.ts';

/**
 * Trino works out a common table expression each time it is read, and an analysis reads its relations over and over: written out, one
 * question would read the orders millions of times. So some relations are kept, in rounds, one query a round; the rest is written out.
 * The cost of a text is the scans that it is made of.
 */
export interface Plan {
  /** What to keep next, all in one query; empty where the questions can be asked. */
  readonly keep: readonly string[];
}

/** More scans than this in one query and the engine's limit of stages comes near. */
export const MOST_SCANS = 110;
/** Tried as the cost up to which a relation is still written out. */
const CAPS = [12, 16, 20, 25, 30, 40, 50, 60, 75, 90, MOST_SCANS];

export interface Texts {
  /** In order of definition: each reads only canonical tables and what stands before it. */
  readonly relations: ReadonlyMap<string, string>;
  readonly kept: ReadonlySet<string>;
  readonly mayKeep: (relation: string) => boolean;
}

/** The scans of each relation as things stand: a canonical table or a kept relation is one. */
export function scans({ relations, kept }: Texts): ReadonlyMap<string, number> {
  const cost = new Map<string, number>();
  for (const [name, sql] of relations) cost.set(name, kept.has(name) ? 1 : sum(sql, cost, relations));
  return cost;
}

/** The scans of a question. */
export const scansOf = (sql: string, texts: Texts, cost = scans(texts)): number => sum(sql, cost, texts.relations);

function sum(sql: string, cost: ReadonlyMap<string, number>, relations: ReadonlyMap<string, string>): number {
  let total = 0;
  for (const [name, times] of readsOf(sql)) total += times * (cost.get(name) ?? (relations.has(name) ? 0 : 1));
  return total;
}

/** Texts are read again and again while a plan is sought. */
const known = new Map<string, ReadonlyMap<string, number>>();
function readsOf(sql: string): ReadonlyMap<string, number> {
  const found = known.get(sql) ?? references(sql);
  if (known.size > 2000) known.clear();
  known.set(sql, found);
  return found;
}

/** The relations that a text needs, directly or not; what is kept needs nothing. */
export function needed(texts: Texts, questions: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (sql: string): void => {
    for (const name of readsOf(sql).keys()) {
      if (found.has(name)) continue;
      const own = texts.relations.get(name);
      if (own === undefined) continue;
      found.add(name);
      if (!texts.kept.has(name)) visit(own);
    }
  };
  for (const question of questions) visit(question);
  return found;
}

/** What to keep next so that the questions can be asked after the fewest rounds. */
export function planRound(texts: Texts, questions: readonly string[]): Plan {
  const plans = CAPS.map((cap) => rounds(texts, questions, cap)).filter((plan) => plan !== null);
  const best = plans.sort((a, b) => a.rounds.length - b.rounds.length || a.cost - b.cost)[0];
  return { keep: best?.rounds[0] ?? [] };
}

/** Round by round with one cap; null where it leads nowhere. */
function rounds(given: Texts, questions: readonly string[], cap: number): { readonly rounds: readonly string[][]; readonly cost: number } | null {
  let texts = given;
  const made: string[][] = [];
  let total = 0;
  for (;;) {
    const cost = scans(texts);
    if (questions.every((question) => sum(question, cost, texts.relations) <= MOST_SCANS)) return { rounds: made, cost: total };
    const keep = frontier(texts, questions, cap, cost);
    const price = keep.reduce((n, name) => n + (cost.get(name) ?? 0), 0);
    if (keep.length === 0 || made.length === 12 || price > 3 * MOST_SCANS) return null;
    total += price;
    made.push(keep);
    texts = { ...texts, kept: new Set([...texts.kept, ...keep]) };
  }
}

/** The dearest relations that can be worked out now and that something beyond reads. */
function frontier(texts: Texts, questions: readonly string[], cap: number, cost: ReadonlyMap<string, number>): string[] {
  const wanted = needed(texts, questions);
  const beyond = new Set<string>();
  const keep = new Set<string>();
  const take = (name: string): void => {
    if (texts.relations.has(name) && !beyond.has(name) && !texts.kept.has(name) && (cost.get(name) ?? 0) > 1 && texts.mayKeep(name)) keep.add(name);
  };
  for (const [name, sql] of texts.relations) {
    if (!wanted.has(name) || texts.kept.has(name)) continue;
    const reads = [...readsOf(sql).keys()];
    if ((cost.get(name) ?? 0) <= cap && !reads.some((read) => beyond.has(read))) continue;
    beyond.add(name);
    reads.forEach(take);
  }
  for (const question of questions) if (sum(question, cost, texts.relations) > MOST_SCANS) for (const name of readsOf(question).keys()) take(name);
  return [...keep];
}
