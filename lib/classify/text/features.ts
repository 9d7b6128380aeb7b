import type { Reading } from './reader.ts';
import { BREAK, firstWord } from './tokens.ts';

const WORDS = 16_384;
const CONCEPT = WORDS * WORDS;
const LONGEST = 400;

/**
 * What a text is compared by, as numbers: its words, pairs of neighbours (fillers left out), and the concepts met.
 * Returns how many were written into `out`; stops at 400.
 */
export function featuresOf({ ids, length, masked, bits, met }: Reading, fillers: Uint8Array, out: Int32Array): number {
  let count = 0;
  let before = 0;
  for (let at = 0; at < length && count < LONGEST; at += 1) {
    const id = ids[at] ?? 0;
    if (masked[at] === 1 || id === BREAK) before = 0;
    else if (id >= firstWord && fillers[id] === 0) {
      out[count++] = id;
      if (before !== 0) out[count++] = before * WORDS + id;
      before = id;
    }
  }
  for (let at = 0; at < met && count < LONGEST; at += 1) {
    out[count++] = CONCEPT + (bits[at] ?? 0);
  }
  return count;
}

export const mostFeatures = LONGEST + 2;
