import { en } from './en.ts';
import { examplesEn } from './examples-en.ts';
import { examplesZh } from './examples-zh.ts';
import { createMatcher } from './match.ts';
import { rules, standing } from './rules.ts';
import { zh } from './zh.ts';

export interface Read {
  readonly code: string;
  /** 0..1: 0.9 plain words, 0.6 a hint. */
  readonly weight: number;
}

/** What the likeness to known texts counts beside the rules. */
const LIKENESS = 1.2;
/** A reason needs a rule of this weight, or this likeness. */
const RULE_ENOUGH = 0.45;
const LIKENESS_ENOUGH = 0.3;

const match = createMatcher([zh, en], rules, [examplesZh, examplesEn]);

/** The reason a free text gives, in Chinese, English or both; undefined when it gives none. */
export function readText(text: string): Read | undefined {
  let best: Read | undefined;
  let bestRank = 0;
  for (const { code, weight, likeness } of match(text)) {
    const ruled = weight >= RULE_ENOUGH;
    if (!ruled && likeness < LIKENESS_ENOUGH) continue;
    const rank = (ruled ? weight + (standing[code] ?? 0) : 0) + LIKENESS * likeness;
    if (rank > bestRank) {
      best = { code, weight: ruled ? Math.min(weight * (0.85 + 0.15 * likeness) , 0.95) : 0.35 + 0.4 * likeness };
      bestRank = rank;
    }
  }
  return best;
}

/** All reasons of a text with their ranks, for those who tend the rules. */
export const explainText = (text: string) => match(text).map((found) => ({
  ...found, rank: (found.weight > 0 ? found.weight + (standing[found.code] ?? 0) : 0) + LIKENESS * found.likeness })).sort((a, b) => b.rank - a.rank);
