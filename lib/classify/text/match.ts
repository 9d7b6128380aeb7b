import { featuresOf, mostFeatures } from './features.ts';
import type { Example } from './likeness.ts';
import { createLikeness } from './likeness.ts';
import type { Lexicon, Rule } from './lexicon.ts';
import { expand } from './lexicon.ts';
import { createReader, isCode } from './reader.ts';
import { createScorer } from './score.ts';

/** Code -> texts that mean it. */
export type Examples = Readonly<Record<string, readonly string[]>>;

/** Told of every code with something for it: what the rules say (0..1, 0 when none does) and how like its examples the text is (0..1). */
export type Told = (code: string, weight: number, likeness: number) => void;

const STRONG = 0.9;
const WEAK = 0.62;
/** Concepts gathered from several clauses of one text prove less than one clause. */
const SPREAD = 0.78;
/** Of two equal reasons the one said first counts: what each later clause loses. */
const LATER = 0.008;
/** A phrase of the lexicon, with all its alternatives, teaches less than a whole text. */
const PHRASE = 0.8;
const TEMPER = 0.7;
const FEWEST = 2;
/** Likeness not worth reporting. */
const LEAST = 0.05;

/** A matcher of texts: linear in the text, no regular expression runs over what a buyer wrote. */
export function createMatcher(lexicons: readonly Lexicon[], rules: readonly Rule[], examples: readonly Examples[]): (text: string, told: Told) => void {
  const texts = examples.flatMap((said) => Object.entries(said).flatMap(([code, list]) => list.map((text) => ({ code, text, weight: 1 }))));
  const { concepts, fillers, read } = createReader(lexicons, texts.map(({ text }) => text));
  const own = concepts.filter(isCode).map((name): Rule => (name.endsWith('?') ? [name.slice(0, -1), WEAK, name] : [name, STRONG, name]));
  const { codes, weights, weigh } = createScorer([...own, ...rules], concepts.length, (name) => {
    const concept = concepts.indexOf(name);
    if (concept < 0) throw new Error(`a rule asks for ${name}, which no lexicon has`);
    return concept;
  });
  const phrases = lexicons.flatMap((lexicon) => Object.entries(lexicon)).filter(([name]) => isCode(name))
    .flatMap(([name, list]) => list.map(expand).flatMap((choices) => choices.map((text) => ({ code: name.replace('?', ''), text, weight: PHRASE / choices.length }))));
  const features = new Int32Array(mostFeatures * 4);
  const learnt = [...phrases, ...texts].map(({ code, text, weight }): Example => {
    const count = featuresOf(read(text), fillers, features);
    return { code, weight, features: Array.from(features.subarray(0, count)) };
  });
  const liken = createLikeness(codes, learnt, TEMPER);
  const shares = new Float64Array(codes.length);

  return (text, told) => {
    const reading = read(text);
    weights.fill(0);
    let from = 0;
    for (let clause = 0; clause < reading.clauses; clause += 1) {
      const to = reading.clauseTo[clause] ?? 0;
      weigh(reading, from, to, (reading.clauseWeight[clause] ?? 1) * (1 - Math.min(clause, 4) * LATER), false);
      from = to;
    }
    if (reading.clauses > 1) weigh(reading, 0, reading.met, SPREAD, true);
    const count = featuresOf(reading, fillers, features);
    // One word is like too much.
    liken(features, count < FEWEST ? 0 : count, shares);
    for (let at = 0; at < codes.length; at += 1) {
      const weight = weights[at] ?? 0;
      const likeness = shares[at] ?? 0;
      if (weight > 0 || likeness > LEAST) told(codes[at] ?? '', weight, likeness);
    }
  };
}
