/** Counts different values one by one, knowing each by two hashes of 32 bits; null once they were more than `most`. */
export interface Distinct {
  add(bytes: Uint8Array, from: number, to: number): void;
  count(): number | null;
}

export function openDistinct(most: number): Distinct {
  /** Open addressing: pairs of hashes, 0 0 where free. */
  let slots: Int32Array | null = new Int32Array(2 * 16);
  let used = 0;

  const put = (into: Int32Array, a: number, b: number): boolean => {
    const mask = into.length - 2;
    for (let i = (a << 1) & mask; ; i = (i + 2) & mask) {
      const there = into[i]!;
      if (there === a && into[i + 1] === b) return false;
      if (there !== 0 || into[i + 1] !== 0) continue;
      into[i] = a;
      into[i + 1] = b;
      return true;
    }
  };
  const grown = (before: Int32Array): Int32Array => {
    const larger = new Int32Array(2 * before.length);
    for (let i = 0; i < before.length; i += 2) if (before[i] !== 0 || before[i + 1] !== 0) put(larger, before[i]!, before[i + 1]!);
    return larger;
  };

  return {
    add(bytes, from, to) {
      if (slots === null) return;
      let a = to - from;
      let b = ~a;
      let i = from;
      for (; i + 4 <= to; i += 4) {
        const word = bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
        a = Math.imul(a ^ word, 0x9e3779b1);
        a ^= a >>> 15;
        b = Math.imul(b ^ word, 0x85ebca6b);
        b ^= b >>> 13;
      }
      let word = 0;
      for (; i < to; i++) word = (word << 8) | bytes[i]!;
      a = Math.imul(a ^ word, 0x85ebca77);
      a = Math.imul(a ^ (a >>> 13), 0xc2b2ae3d);
      a ^= a >>> 16;
      b = Math.imul(b ^ word, 0x27d4eb2f);
      b = Math.imul(b ^ (b >>> 15), 0x165667b1);
      b ^= b >>> 16;
      if (!put(slots, a, b)) return;
      used++;
      if (used > most) slots = null;
      else if (4 * used > slots.length) slots = grown(slots);
    },
    count: () => (slots === null ? null : used),
  };
}
