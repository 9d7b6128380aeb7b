/** Lets so many pieces of work go on at once; the others wait in line. */
export type Gate = <T>(work: () => Promise<T>) => Promise<T>;

export function gate(most: number): Gate {
  const waiting: (() => void)[] = [];
  let busy = 0;
  return async (work) => {
    if (busy >= most) await new Promise<void>((turn) => waiting.push(turn));
    else busy += 1;
    try {
      return await work();
    } finally {
      // Who waits next takes this one's place.
      const next = waiting.shift();
      if (next === undefined) busy -= 1;
      else next();
    }
  };
}
