import { readingOf, type Reading } from './sql-text.ts';

/**
 * Trino works out a common table expression each time it is read, and an analysis reads its relations over and over: written out, one
 * question would read the orders millions of times. So some relations are kept, in rounds, one query a round; the rest is written out.
 * The cost of a text is about the number of stages that Trino makes of it: its scans, groups and joins.
 */
export interface Plan {
  /** What to keep next, all in one query; empty where the questions can be asked. */
  readonly keep: readonly string[];
}

/** Trino refuses a query of more than 150 stages. */
export const MOST_STAGES = 135;
/** Tried as the cost up to which a relation is still written out. */
const CAPS = [8, 10, 12, 16, 20, 25, 30, 35, 40, 45, 50, 60, 70, 80, 100, MOST_STAGES];

/** A cap that needs more rounds than this leads nowhere. */
const MOST_ROUNDS = 30;

export interface Texts {
  /** In order of definition: each reads only canonical tables and what stands before it. */
  readonly relations: ReadonlyMap<string, string>;
  readonly kept: ReadonlySet<string>;
  readonly mayKeep: (relation: string) => boolean;
}

/** What each relation costs as things stand: a canonical table or a kept relation is one. */
export function costs({ relations, kept }: Texts): ReadonlyMap<string, number> {
  const cost = new Map<string, number>();
  for (const [name, sql] of relations) cost.set(name, kept.has(name) ? 1 : sum(sql, cost, relations));
  return cost;
}

/** What a question costs. */
export const costOf = (sql: string, texts: Texts, cost = costs(texts)): number => sum(sql, cost, texts.relations);

function sum(sql: string, cost: ReadonlyMap<string, number>, relations: ReadonlyMap<string, string>): number {
  const { reads, steps } = readingKept(sql);
  let total = steps;
  for (const [name, times] of reads) total += times * (cost.get(name) ?? (relations.has(name) ? 0 : 1));
  return total;
}

/** Texts are read again and again while a plan is sought. */
const known = new Map<string, Reading>();
function readingKept(sql: string): Reading {
  const found = known.get(sql) ?? readingOf(sql);
  if (known.size > 2000) known.clear();
  known.set(sql, found);
  return found;
}

/** The relations that a text needs, directly or not; what is kept needs nothing. */
export function needed(texts: Texts, questions: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (sql: string): void => {
    for (const name of readingKept(sql).reads.keys()) {
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

/** What to keep next so that the questions are answered with the fewest queries, these rounds and their own. */
export function planRound(texts: Texts, questions: readonly string[]): Plan {
  const plans = CAPS.map((cap) => rounds(texts, questions, cap)).filter((plan) => plan !== null);
  const best = plans.sort((a, b) => a.queries - b.queries || a.cost - b.cost)[0];
  return { keep: best?.rounds[0] ?? [] };
}

interface Rounds {
  readonly rounds: readonly (readonly string[])[];
  readonly queries: number;
  readonly cost: number;
}

/** Round by round with one cap, as far as it pays; null where it leads nowhere. */
function rounds(given: Texts, questions: readonly string[], cap: number): Rounds | null {
  let texts = given;
  let best: Rounds | null = null;
  const made: string[][] = [];
  let total = 0;
  for (;;) {
    const cost = costs(texts);
    const asked = questions.map((question) => sum(question, cost, texts.relations));
    if (asked.every((own) => own <= MOST_STAGES)) {
      const all = asked.reduce((n, own) => n + own, 0);
      const queries = made.length + Math.ceil(all / MOST_STAGES);
      if (best === null || queries < best.queries) best = { rounds: [...made], queries, cost: total + all };
    }
    let price = 0;
    // As many as one query takes.
    const keep = frontier(texts, questions, cap, cost).filter((name) => {
      const own = cost.get(name) ?? 0;
      if (price + own > MOST_STAGES) return false;
      price += own;
      return true;
    });
    if (keep.length === 0 || made.length === (best?.queries ?? MOST_ROUNDS)) return best;
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
    const reads = [...readingKept(sql).reads.keys()];
    if ((cost.get(name) ?? 0) <= cap && !reads.some((read) => beyond.has(read))) continue;
    beyond.add(name);
    reads.forEach(take);
  }
  for (const question of questions) if (sum(question, cost, texts.relations) > cap) for (const name of readingKept(question).reads.keys()) take(name);
  return [...keep];
}
