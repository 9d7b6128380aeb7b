import type { Rule } from './lexicon.ts';
import type { Reading } from './reader.ts';

interface Compiled {
  readonly code: number;
  readonly weight: number;
  readonly need: readonly number[];
  readonly forbid: readonly number[];
}

export interface Scorer {
  readonly codes: readonly string[];
  /** The best weight of each code so far. */
  readonly weights: Float64Array;
  /** Weighs the concepts from..to as one clause; `spread` leaves out the rules that one concept satisfies. */
  readonly weigh: (reading: Reading, from: number, to: number, factor: number, spread: boolean) => void;
}

/** Rules over `concepts` concepts, ready to weigh: a rule is tried only where its first concept was met. */
export function createScorer(rules: readonly Rule[], concepts: number, conceptOf: (name: string) => number): Scorer {
  const codes = [...new Set(rules.map(([code]) => code))];
  const bit = (term: string): number => (term.startsWith('~') ? conceptOf(term.slice(1)) * 2 + 1 : conceptOf(term) * 2);
  const byFirst: Compiled[][] = Array.from({ length: concepts * 2 }, () => []);
  for (const [code, weight, text] of rules) {
    const terms = text.split(' ');
    const need = terms.filter((term) => !term.startsWith('-')).map(bit);
    const forbid = terms.filter((term) => term.startsWith('-')).map((term) => bit(term.slice(1)));
    byFirst[need[0] ?? 0]?.push({ code: codes.indexOf(code), weight, need, forbid });
  }
  const weights = new Float64Array(codes.length);
  const stamps = new Int32Array(concepts * 2);
  const firstPlace = new Int32Array(concepts * 2);
  const lastPlace = new Int32Array(concepts * 2);
  let turn = 0;

  /** Two concepts prove two things only when two places in the text gave them. */
  const distinct = (one: number, other: number): boolean => (
    firstPlace[one] !== lastPlace[one] || firstPlace[other] !== lastPlace[other] || firstPlace[one] !== firstPlace[other]);

  const holds = ({ need, forbid }: Compiled): boolean => {
    for (let at = 0; at < need.length; at += 1) {
      const wanted = need[at] ?? 0;
      if (stamps[wanted] !== turn || (at > 0 && !distinct(need[at - 1] ?? 0, wanted))) return false;
    }
    for (const not of forbid) if (stamps[not] === turn) return false;
    return true;
  };

  return {
    codes,
    weights,
    weigh: ({ bits, places }, from, to, factor, spread) => {
      turn = turn === 0x7fffffff ? 1 : turn + 1;
      for (let at = from; at < to; at += 1) {
        const seen = bits[at] ?? 0;
        const place = places[at] ?? 0;
        if (stamps[seen] !== turn) firstPlace[seen] = place;
        lastPlace[seen] = place;
        stamps[seen] = turn;
      }
      for (let at = from; at < to; at += 1) {
        for (const rule of byFirst[bits[at] ?? 0] ?? []) {
          if (spread && rule.need.length < 2) continue;
          const weight = rule.weight * factor;
          if (weight > (weights[rule.code] ?? 0) && holds(rule)) weights[rule.code] = weight;
        }
      }
    },
  };
}
