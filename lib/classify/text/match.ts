import { BREAK, createVocabulary } from './tokens.ts';

/**
 * Concept -> phrases. A phrase may hold alternatives in round brackets, `小了(一|两|)码`; the longest phrase at a
 * place hides what it contains. A key that is a taxonomy code (`too_small`, weaker `too_small?`) is a rule by itself.
 * NEG denies what follows within three words, NEG1 the next one; BUT, MAIN, THOUGH, MINOR and SPLIT shape the
 * clauses; IGNORE only hides.
 */
export type Lexicon = Readonly<Record<string, readonly string[]>>;

/** Code, weight 0..1, and the concepts that must (`A`), must as denied (`~A`) or must not (`-A`) be in one clause. */
export type Rule = readonly [code: string, weight: number, concepts: string];

export interface Found {
  readonly code: string;
  readonly weight: number;
}

const REACH = 3;
const STRONG = 0.9;
const WEAK = 0.62;
/** Concepts gathered from several clauses of one text prove less than one clause. */
const SPREAD = 0.78;
/** What a clause weighs: after "but" or "mainly", after "although", before "but it does not matter". */
const FACTOR = { plain: 1, main: 1.12, conceded: 0.7, minor: 0.55 };

function expand(phrase: string): string[] {
  const open = phrase.indexOf('(');
  if (open < 0) return [phrase];
  const close = phrase.indexOf(')', open);
  const tails = expand(phrase.slice(close + 1));
  return phrase.slice(open + 1, close).split('|').flatMap((choice) => tails.map((tail) => phrase.slice(0, open) + choice + tail));
}

interface Compiled {
  readonly code: number;
  readonly weight: number;
  readonly need: readonly number[];
  readonly forbid: readonly number[];
}

/** A scorer of texts: linear in the text, no regular expression runs over what a buyer wrote. */
export function createMatcher(lexicons: readonly Lexicon[], rules: readonly Rule[]) {
  const vocabulary = createVocabulary();
  const concepts = new Map<string, number>();
  const conceptOf = (name: string): number => {
    const known = concepts.get(name);
    if (known !== undefined) return known;
    concepts.set(name, concepts.size);
    return concepts.size - 1;
  };
  const special = Object.fromEntries(['NEG', 'NEG1', 'BUT', 'MAIN', 'THOUGH', 'MINOR', 'SPLIT', 'IGNORE'].map((name) => [name, conceptOf(name)]));
  const edges = new Map<number, number>();
  const ends: number[][] = [[]];

  const plant = (ids: readonly number[], concept: number): void => {
    let node = 0;
    for (const id of ids) {
      const edge = node * 65_536 + id;
      let to = edges.get(edge);
      if (to === undefined) {
        to = ends.length;
        edges.set(edge, to);
        ends.push([]);
      }
      node = to;
    }
    const end = ends[node];
    if (end && !end.includes(concept)) end.push(concept);
  };
  for (const lexicon of lexicons) {
    for (const [name, phrases] of Object.entries(lexicon)) {
      const concept = conceptOf(name);
      for (const phrase of phrases.flatMap(expand)) {
        const ids = vocabulary.learn(phrase);
        if (ids.length === 0) throw new Error(`a phrase of ${name} has no words: ${phrase}`);
        plant(ids, concept);
        const bare = ids.filter((id) => vocabulary.fillers[id] === 0);
        // A phrase that is one word without its fillers would say less than was meant.
        if (bare.length > 1 && bare.length < ids.length) plant(bare, concept);
      }
    }
  }
  vocabulary.close();
  const roots = new Int32Array(65_536);
  for (const [edge, to] of edges) if (edge < 65_536) roots[edge] = to;

  const codes: string[] = [];
  const codeId = (code: string): number => {
    const at = codes.indexOf(code);
    return at >= 0 ? at : codes.push(code) - 1;
  };
  const bit = (term: string): number => (term.startsWith('~') ? conceptOf(term.slice(1)) * 2 + 1 : conceptOf(term) * 2);
  const own: Rule[] = [...concepts.keys()].filter((name) => /^[a-z]/.test(name)).map((name) => (
    name.endsWith('?') ? [name.slice(0, -1), WEAK, name] : [name, STRONG, name]));
  const compiled: Compiled[] = [...own, ...rules].map(([code, weight, text]) => {
    const terms = text.split(' ');
    return { code: codeId(code), weight, need: terms.filter((term) => !term.startsWith('-')).map(bit), forbid: terms.filter((term) => term.startsWith('-')).map((term) => bit(term.slice(1))) };
  });
  const byFirst: Compiled[][] = Array.from({ length: concepts.size * 2 }, () => []);
  for (const rule of compiled) byFirst[rule.need[0] ?? 0]?.push(rule);
  for (const name of rules.flatMap(([, , text]) => text.split(' ')).map((term) => term.replace(/^[-~]+/, ''))) {
    if (!lexicons.some((lexicon) => name in lexicon)) throw new Error(`a rule asks for ${name}, which no lexicon has`);
  }

  const stamps = new Int32Array(concepts.size * 2);
  const firstHit = new Int32Array(concepts.size * 2);
  const lastHit = new Int32Array(concepts.size * 2);
  const scores = new Float64Array(codes.length);
  let turn = 0;

  /** Two concepts prove two things only when two places in the text gave them. */
  const distinct = (one: number, other: number): boolean => firstHit[one] !== lastHit[one] || firstHit[other] !== lastHit[other] || firstHit[one] !== firstHit[other];

  const holds = ({ need, forbid }: Compiled): boolean => {
    for (let at = 0; at < need.length; at += 1) {
      const wanted = need[at] ?? 0;
      if (stamps[wanted] !== turn || (at > 0 && !distinct(need[at - 1] ?? 0, wanted))) return false;
    }
    for (const not of forbid) if (stamps[not] === turn) return false;
    return true;
  };

  const evaluate = (bits: readonly number[], places: readonly number[], from: number, to: number, factor: number, spread: boolean): void => {
    turn += 1;
    for (let at = from; at < to; at += 1) {
      const seen = bits[at] ?? 0;
      if (stamps[seen] !== turn) firstHit[seen] = places[at] ?? 0;
      lastHit[seen] = places[at] ?? 0;
      stamps[seen] = turn;
    }
    for (let at = from; at < to; at += 1) {
      for (const rule of byFirst[bits[at] ?? 0] ?? []) {
        if (spread && rule.need.length < 2) continue;
        const weight = rule.weight * factor;
        if (weight > (scores[rule.code] ?? 0) && holds(rule)) scores[rule.code] = weight;
      }
    }
  };

  const { fillers } = vocabulary;
  let longest = 0;
  let longestEnd = 0;
  const walk = (ids: Int32Array, length: number, start: number, root: number, skip: boolean): void => {
    let node = root;
    for (let at = start + 1; ; at += 1) {
      if (at > longestEnd && (ends[node]?.length ?? 0) > 0) {
        longest = node;
        longestEnd = at;
      }
      while (skip && at < length && fillers[ids[at] ?? 0] === 1) at += 1;
      if (at >= length) return;
      const to = edges.get(node * 65_536 + (ids[at] ?? 0));
      if (to === undefined) return;
      node = to;
    }
  };

  return function match(text: string): readonly Found[] {
    const { ids, length } = vocabulary.read(text);
    scores.fill(0);
    const bits: number[] = [];
    const places: number[] = [];
    let words = 0;
    let clauseFrom = 0;
    let clauses = 0;
    let factor = FACTOR.plain;
    let reach = -1;
    let covered = 0;
    /** Words after the first, up to the end of a phrase. */
    const wordsIn = (end: number, start: number): number => {
      let count = 0;
      for (let at = start + 1; at < end; at += 1) if (fillers[ids[at] ?? 0] === 0) count += 1;
      return count;
    };
    const closeClause = (): void => {
      if (bits.length > clauseFrom) {
        // Of two equal reasons the one said first counts.
        evaluate(bits, places, clauseFrom, bits.length, factor * (1 - Math.min(clauses, 4) * 0.008), false);
        clauses += 1;
      }
      clauseFrom = bits.length;
      factor = FACTOR.plain;
      reach = -1;
    };
    for (let start = 0; start < length; start += 1) {
      const first = ids[start] ?? 0;
      if (first === BREAK) {
        closeClause();
        continue;
      }
      if (fillers[first] === 0) words += 1;
      const root = roots[first] ?? 0;
      if (root === 0) continue;
      longest = 0;
      longestEnd = 0;
      walk(ids, length, start, root, false);
      walk(ids, length, start, root, true);
      if (longest === 0 || longestEnd <= covered) continue;
      covered = longestEnd;
      const denied = words <= reach;
      for (const concept of ends[longest] ?? []) {
        if (concept === special['NEG']) reach = words + wordsIn(longestEnd, start) + REACH;
        else if (concept === special['NEG1']) reach = words + wordsIn(longestEnd, start) + 1;
        else if (concept === special['BUT'] || concept === special['SPLIT']) {
          closeClause();
          if (concept === special['BUT']) factor = FACTOR.main;
        } else if (concept === special['MAIN']) {
          closeClause();
          factor = FACTOR.main;
        } else if (concept === special['THOUGH']) {
          closeClause();
          factor = FACTOR.conceded;
        } else if (concept === special['MINOR']) factor = FACTOR.minor;
        else if (concept !== special['IGNORE']) {
          bits.push(concept * 2 + (denied ? 1 : 0));
          places.push(start);
        }
      }
    }
    closeClause();
    if (clauses > 1) evaluate(bits, places, 0, bits.length, SPREAD, true);
    const found: Found[] = [];
    for (let at = 0; at < codes.length; at += 1) {
      const weight = scores[at] ?? 0;
      if (weight > 0) found.push({ code: codes[at] ?? '', weight });
    }
    return found;
  };
}
