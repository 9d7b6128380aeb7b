import type { Example } from './likeness.ts';
import { createLikeness } from './likeness.ts';
import type { Lexicon, Rule } from './lexicon.ts';
import { expand } from './lexicon.ts';
import type { Met } from './score.ts';
import { createScorer } from './score.ts';
import { BREAK, createVocabulary, longestText } from './tokens.ts';
import { createTrie } from './trie.ts';

export interface Found {
  readonly code: string;
  /** What the rules say, 0..1; 0 when none does. */
  readonly weight: number;
  /** How like the examples of this code the text is, 0..1; all codes add up to 1. */
  readonly likeness: number;
}

/** Code -> texts that mean it. */
export type Examples = Readonly<Record<string, readonly string[]>>;

const REACH = 3;
const STRONG = 0.9;
const WEAK = 0.62;
/** Concepts gathered from several clauses of one text prove less than one clause. */
const SPREAD = 0.78;
/** Of two equal reasons the one said first counts: what each later clause loses. */
const LATER = 0.008;
/** What a clause weighs: after "but" or "mainly", after "although", before "but it does not matter". */
const PLAIN = 1;
const MAIN = 1.12;
const CONCEDED = 0.7;
const MINOR = 0.55;
/** A phrase of the lexicon teaches less than a whole text. */
const PHRASE = 0.6;
/** Likeness not worth reporting. */
const LEAST = 0.1;

/** A matcher of texts: linear in the text, no regular expression runs over what a buyer wrote. */
export function createMatcher(lexicons: readonly Lexicon[], rules: readonly Rule[], texts: readonly Examples[]): (text: string) => readonly Found[] {
  const vocabulary = createVocabulary();
  const { fillers } = vocabulary;
  const trie = createTrie(fillers);
  const names: string[] = [];
  const conceptOf = (name: string): number => {
    const known = names.indexOf(name);
    return known >= 0 ? known : names.push(name) - 1;
  };
  const [NEG, NEG1, BUT, MAIN_POINT, THOUGH, MINOR_POINT, SPLIT, IGNORE] = [
    'NEG', 'NEG1', 'BUT', 'MAIN', 'THOUGH', 'MINOR', 'SPLIT', 'IGNORE'].map(conceptOf);
  const lastSpecial = IGNORE ?? 0;

  const examples: Example[] = [];
  for (const lexicon of lexicons) {
    for (const [name, phrases] of Object.entries(lexicon)) {
      const concept = conceptOf(name);
      for (const phrase of phrases.flatMap(expand)) {
        const ids = vocabulary.learn(phrase);
        if (ids.length === 0) throw new Error(`a phrase of ${name} has no words: ${phrase}`);
        trie.plant(ids, concept);
        if (/^[a-z]/.test(name)) examples.push({ code: name.replace('?', ''), ids, weight: PHRASE });
        const bare = ids.filter((id) => fillers[id] === 0);
        // A phrase that is one word without its fillers would say less than was meant.
        if (bare.length > 1 && bare.length < ids.length) trie.plant(bare, concept);
      }
    }
  }
  for (const [code, said] of texts.flatMap((example) => Object.entries(example))) {
    for (const text of said) examples.push({ code, ids: vocabulary.learn(text), weight: 1 });
  }
  vocabulary.close();
  const own = names.filter((name) => /^[a-z]/.test(name)).map((name): Rule => (name.endsWith('?') ? [name.slice(0, -1), WEAK, name] : [name, STRONG, name]));
  const known = names.length;
  const { codes, weights, weigh } = createScorer([...own, ...rules], known, (name) => {
    const concept = names.indexOf(name);
    if (concept < 0) throw new Error(`a rule asks for ${name}, which no lexicon has`);
    return concept;
  });

  const liken = createLikeness(codes, examples, fillers);
  const shares = new Float64Array(codes.length);
  /** Words that count for nothing: what was denied, and what the buyer says does not matter. */
  const masked = new Uint8Array(longestText + 1);
  const isCode = Uint8Array.from(names, (name) => (/^[a-z]/.test(name) ? 1 : 0));
  const met: Met = { bits: new Int32Array(longestText * 8), places: new Int32Array(longestText * 8), length: 0 };
  const clauseTo = new Int32Array(longestText + 2);
  const clauseFactor = new Float64Array(longestText + 2);
  let clauses = 0;
  let factor = PLAIN;
  let reach = -1;
  let opened = 0;

  function closeClause(start: number): void {
    if (factor < PLAIN) masked.fill(1, opened, start);
    opened = start;
    const from = clauses === 0 ? 0 : clauseTo[clauses - 1] ?? 0;
    if (met.length > from) {
      clauseTo[clauses] = met.length;
      clauseFactor[clauses] = factor;
      clauses += 1;
      // "A bit small, but I can live with it": the clause that says so has no reason of its own.
    } else if (factor === MINOR && clauses > 0) clauseFactor[clauses - 1] = MINOR;
    factor = PLAIN;
    reach = -1;
  }

  /** How far a denial at `start`, that ends before `end`, reaches: in words that are no fillers. */
  function reachOf(ids: Int32Array, start: number, end: number, words: number, more: number): number {
    let last = words;
    for (let at = start + 1; at < end; at += 1) if (fillers[ids[at] ?? 0] === 0) last += 1;
    return last + more;
  }

  function gather(ids: Int32Array, length: number): void {
    let words = 0;
    let covered = 0;
    opened = 0;
    masked.fill(0, 0, length);
    for (let start = 0; start < length; start += 1) {
      const first = ids[start] ?? 0;
      if (first === BREAK) {
        closeClause(start);
        continue;
      }
      if (fillers[first] === 0) words += 1;
      const { concepts, end } = trie.longest(ids, length, start);
      if (concepts.length === 0 || end <= covered) continue;
      covered = end;
      const denied = words <= reach ? 1 : 0;
      for (const concept of concepts) {
        if (concept > lastSpecial) {
          if (denied === 1 && isCode[concept] === 1) masked.fill(1, start, end);
          met.bits[met.length] = concept * 2 + denied;
          met.places[met.length] = start;
          met.length += 1;
        } else if (concept === NEG) reach = reachOf(ids, start, end, words, REACH);
        else if (concept === NEG1) reach = reachOf(ids, start, end, words, 1);
        else if (concept === MINOR_POINT) factor = MINOR;
        else if (concept === BUT || concept === MAIN_POINT || concept === THOUGH || concept === SPLIT) {
          closeClause(start);
          factor = concept === SPLIT ? PLAIN : concept === THOUGH ? CONCEDED : MAIN;
        }
      }
    }
    closeClause(length);
  }

  return function match(text) {
    const { ids, length } = vocabulary.read(text);
    met.length = 0;
    clauses = 0;
    gather(ids, length);
    weights.fill(0);
    let from = 0;
    for (let clause = 0; clause < clauses; clause += 1) {
      const to = clauseTo[clause] ?? 0;
      weigh(met, from, to, (clauseFactor[clause] ?? PLAIN) * (1 - Math.min(clause, 4) * LATER), false);
      from = to;
    }
    if (clauses > 1) weigh(met, 0, met.length, SPREAD, true);
    liken(ids, length, masked, shares);
    const found: Found[] = [];
    for (let at = 0; at < codes.length; at += 1) {
      const weight = weights[at] ?? 0;
      const likeness = shares[at] ?? 0;
      if (weight > 0 || likeness > LEAST) found.push({ code: codes[at] ?? '', weight, likeness });
    }
    return found;
  };
}
