import { en } from './en.ts';
import { examplesEn } from './examples-en.ts';
import { examplesZh } from './examples-zh.ts';
import type { Told } from './match.ts';
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
/** What a reason gains by having a rule: likeness alone must be clear to win over one. */
const RULED = 0.15;
/** The examples know part of what stands before what. */
const STANDING = 0.6;
/** A reason needs a rule of this weight, or this likeness. */
const RULE_ENOUGH = 0.45;
const LIKENESS_ENOUGH = 0.35;
/** Danger in plain words stands before anything else. */
const PLAIN = 0.8;
const DANGER = 2;

let matcher: ReturnType<typeof createMatcher> | undefined;

/** Built at the first text: half a second that a run without texts does not spend. */
function match(text: string, told: Told): void {
  matcher ??= createMatcher([zh, en], rules, [examplesZh, examplesEn]);
  matcher(text, told);
}

const best: { code: string; weight: number; rank: number } = { code: '', weight: 0, rank: 0 };

function consider(code: string, weight: number, likeness: number): void {
  const ruled = weight >= RULE_ENOUGH;
  if (!ruled && likeness < LIKENESS_ENOUGH) return;
  const rank = (ruled ? RULED + weight + STANDING * (standing[code] ?? 0) : 0) + LIKENESS * likeness + (code === 'safety' && weight >= PLAIN ? DANGER : 0);
  if (rank <= best.rank) return;
  best.code = code;
  best.rank = rank;
  best.weight = ruled ? Math.min(weight * (0.85 + 0.15 * likeness), 0.95) : 0.35 + 0.4 * likeness;
}

/** The reason a free text gives, in Chinese, English or both; undefined when it gives none. */
export function readText(text: string): Read | undefined {
  best.rank = 0;
  match(text, consider);
  return best.rank > 0 ? { code: best.code, weight: best.weight } : undefined;
}
