const CELLS = 1 << 18;

export interface Hit {
  /** Concepts of the longest phrase that begins here; none when there is no phrase. */
  concepts: readonly number[];
  end: number;
}

export interface Trie {
  readonly plant: (ids: readonly number[], concept: number) => void;
  /** The longest phrase from `start`, read literally or over fillers. The answer is reused by the next call. */
  readonly longest: (ids: Int32Array, length: number, start: number) => Hit;
}

/** A trie over word ids, its edges in one flat hash table. */
export function createTrie(fillers: Uint8Array): Trie {
  const from = new Int32Array(CELLS).fill(-1);
  const by = new Int32Array(CELLS);
  const to = new Int32Array(CELLS);
  const ends: number[][] = [[]];
  const hit: Hit = { concepts: [], end: 0 };
  let edges = 0;

  const cellOf = (node: number, id: number): number => {
    let cell = (Math.imul(node, 0x9e3779b1) ^ Math.imul(id, 0x85ebca6b)) >>> 14;
    while (from[cell] !== -1 && (from[cell] !== node || by[cell] !== id)) cell = (cell + 1) & (CELLS - 1);
    return cell;
  };

  function walk(ids: Int32Array, length: number, start: number, skip: boolean): void {
    let node = 0;
    for (let at = start; at < length; at += 1) {
      const id = ids[at] ?? 0;
      if (skip && at > start && fillers[id] === 1) continue;
      const cell = cellOf(node, id);
      if (from[cell] === -1) return;
      node = to[cell] ?? 0;
      const concepts = ends[node];
      if (at >= hit.end && concepts !== undefined && concepts.length > 0) {
        hit.concepts = concepts;
        hit.end = at + 1;
      }
    }
  }

  return {
    plant: (ids, concept) => {
      let node = 0;
      for (const id of ids) {
        const cell = cellOf(node, id);
        if (from[cell] === -1) {
          if (++edges > CELLS / 2) throw new Error('the lexicon has outgrown its table');
          from[cell] = node;
          by[cell] = id;
          to[cell] = ends.push([]) - 1;
        }
        node = to[cell] ?? 0;
      }
      const end = ends[node];
      if (end && !end.includes(concept)) end.push(concept);
    },
    longest: (ids, length, start) => {
      hit.concepts = [];
      hit.end = start;
      if (from[cellOf(0, ids[start] ?? 0)] === -1) return hit;
      walk(ids, length, start, false);
      walk(ids, length, start, true);
      return hit;
    },
  };
}
