import { en } from './en.ts';
import type { Found } from './match.ts';
import { createMatcher } from './match.ts';
import { rules, standing } from './rules.ts';
import { zh } from './zh.ts';

const ENOUGH = 0.45;

const match = createMatcher([zh, en], rules);

/** The reason a free text gives, in Chinese, English or both, with its weight 0..1; undefined when it gives none. */
export function readText(text: string): Found | undefined {
  let best: Found | undefined;
  let bestRank = 0;
  for (const found of match(text)) {
    if (found.weight < ENOUGH) continue;
    const rank = found.weight + (standing[found.code] ?? 0);
    if (rank > bestRank) {
      best = found;
      bestRank = rank;
    }
  }
  return best;
}

/** All reasons of a text with their ranks, for those who tend the rules. */
export const explainText = (text: string): readonly (Found & { readonly rank: number })[] => (
  match(text).map((found) => ({ ...found, rank: found.weight + (standing[found.code] ?? 0) })).sort((a, b) => b.rank - a.rank));
