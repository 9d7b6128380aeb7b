import type { Lexicon } from './lexicon.ts';
import { expand } from './lexicon.ts';
import { BREAK, createVocabulary, longestText } from './tokens.ts';
import { createTrie } from './trie.ts';

/** What was met in a text. All buffers are reused by the next reading. */
export interface Reading {
  ids: Int32Array;
  length: number;
  /** The concepts met, in order: 2 x concept, plus 1 when denied. */
  readonly bits: Int32Array;
  /** Where the phrase of each began. */
  readonly places: Int32Array;
  met: number;
  /** Where in `bits` each clause ends, and what it weighs. */
  readonly clauseTo: Int32Array;
  readonly clauseWeight: Float64Array;
  clauses: number;
  /** Words that count for nothing: what was denied, praised, or said not to matter. */
  readonly masked: Uint8Array;
}

export interface Reader {
  readonly concepts: readonly string[];
  readonly fillers: Uint8Array;
  readonly read: (text: string) => Reading;
}

const REACH = 3;
const PLAIN = 1;
const AFTER_BUT = 1.12;
const CONCEDED = 0.7;
const DOES_NOT_MATTER = 0.55;

/** Whether a concept is a reason by itself: taxonomy codes are written small. */
export const isCode = (concept: string): boolean => /^[a-z]/.test(concept);

/** Reads texts with the phrases of the lexicons: which concepts, where, denied or not, in which clause. Learns words from `alsoLearn`. */
export function createReader(lexicons: readonly Lexicon[], alsoLearn: Iterable<string>): Reader {
  const vocabulary = createVocabulary();
  const { fillers } = vocabulary;
  const trie = createTrie(fillers);
  const concepts: string[] = [];
  const conceptOf = (name: string): number => {
    const known = concepts.indexOf(name);
    return known >= 0 ? known : concepts.push(name) - 1;
  };
  const [NEG, NEG1, BUT, MAIN, THOUGH, MINOR, SPLIT, IGNORE] = ['NEG', 'NEG1', 'BUT', 'MAIN', 'THOUGH', 'MINOR', 'SPLIT', 'IGNORE'].map(conceptOf);
  const lastSpecial = IGNORE ?? 0;
  const [not] = vocabulary.learn('not');
  for (const [name, phrases] of lexicons.flatMap((lexicon) => Object.entries(lexicon))) {
    const concept = conceptOf(name);
    for (const phrase of phrases.flatMap(expand)) {
      const ids = vocabulary.learn(phrase);
      if (ids.length === 0) throw new Error(`a phrase of ${name} has no words: ${phrase}`);
      trie.plant(ids, concept);
      const bare = ids.filter((id) => fillers[id] === 0);
      // One word, or "not" and one, would say less than was meant: "not work with my" is no "not work".
      if (bare.length > (bare[0] === not ? 2 : 1) && bare.length < ids.length) trie.plant(bare, concept);
    }
  }
  for (const text of alsoLearn) vocabulary.learn(text);
  vocabulary.close();
  const GOOD = conceptOf('GOOD');
  const codes = Uint8Array.from(concepts, (name) => (isCode(name) ? 1 : 0));

  const reading: Reading = {
    ids: new Int32Array(0), length: 0, bits: new Int32Array(longestText * 8), places: new Int32Array(longestText * 8), met: 0,
    clauseTo: new Int32Array(longestText + 2), clauseWeight: new Float64Array(longestText + 2), clauses: 0, masked: new Uint8Array(longestText + 1),
  };
  const { bits, places, clauseTo, clauseWeight, masked } = reading;
  let weight = PLAIN;
  let reach = -1;
  let opened = 0;
  /** Whether the clause says something good, and names a reason. */
  let praised = false;
  let blamed = false;

  function closeClause(start: number): void {
    if (weight < PLAIN || (praised && !blamed)) masked.fill(1, opened, start);
    praised = false;
    blamed = false;
    opened = start;
    const from = reading.clauses === 0 ? 0 : clauseTo[reading.clauses - 1] ?? 0;
    if (reading.met > from) {
      clauseTo[reading.clauses] = reading.met;
      clauseWeight[reading.clauses] = weight;
      reading.clauses += 1;
      // "A bit small, but I can live with it": the clause that says so has no reason of its own.
    } else if (weight === DOES_NOT_MATTER && reading.clauses > 0) clauseWeight[reading.clauses - 1] = DOES_NOT_MATTER;
    weight = PLAIN;
    reach = -1;
  }

  /** How far a denial from `start` to `end` reaches, in words that are no fillers. */
  function reachOf(ids: Int32Array, start: number, end: number, words: number, more: number): number {
    let last = words;
    for (let at = start + 1; at < end; at += 1) if (fillers[ids[at] ?? 0] === 0) last += 1;
    return last + more;
  }

  function read(text: string): Reading {
    const { ids, length } = vocabulary.read(text);
    reading.ids = ids;
    reading.length = length;
    reading.met = 0;
    reading.clauses = 0;
    masked.fill(0, 0, length);
    let words = 0;
    let covered = 0;
    opened = 0;
    for (let start = 0; start < length; start += 1) {
      const first = ids[start] ?? 0;
      if (first === BREAK) {
        closeClause(start);
        continue;
      }
      if (fillers[first] === 0) words += 1;
      const { concepts: found, end } = trie.longest(ids, length, start);
      if (found.length === 0 || end <= covered) continue;
      covered = end;
      const denied = words <= reach ? 1 : 0;
      for (const concept of found) {
        if (concept > lastSpecial) {
          if (denied === 1 && codes[concept] === 1) masked.fill(1, start, end);
          if (denied === 0 && concept === GOOD) praised = true;
          if (denied === 0 && codes[concept] === 1) blamed = true;
          bits[reading.met] = concept * 2 + denied;
          places[reading.met] = start;
          reading.met += 1;
        } else if (concept === NEG) reach = reachOf(ids, start, end, words, REACH);
        else if (concept === NEG1) reach = reachOf(ids, start, end, words, 1);
        else if (concept === MINOR) weight = DOES_NOT_MATTER;
        else if (concept === BUT || concept === MAIN || concept === THOUGH || concept === SPLIT) {
          closeClause(start);
          weight = concept === SPLIT ? PLAIN : concept === THOUGH ? CONCEDED : AFTER_BUT;
        }
      }
    }
    closeClause(length);
    return reading;
  }
  return { concepts, fillers, read };
}
