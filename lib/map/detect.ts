import type { Layout } from './declare.ts';
import { positions, sameName } from './names.ts';

export interface Detected {
  readonly layout: Layout;
  /** 0..1: the share of the header that the layout knows, never under 0.6 with a full signature. */
  readonly confidence: number;
  /** The names, as the file writes them, that gave it away. */
  readonly because: readonly string[];
}

/** The layout whose signature is in the header; among several, the one that knows most of the header. Null: unknown. */
export function detect(header: readonly string[], layouts: readonly Layout[]): Detected | null {
  const places = positions(header);
  const candidates = layouts.flatMap((layout) => {
    const signature = layout.signature.find((names) => names.every((name) => places.has(sameName(name))));
    if (signature === undefined) return [];
    const known = new Set([...(layout.known ?? []), ...signature].map(sameName));
    const hits = [...places.keys()].filter((name) => known.has(name)).length;
    const share = places.size === 0 ? 0 : hits / places.size;
    return [{ layout, share, hits, because: signature.map((name) => header[places.get(sameName(name)) ?? 0] ?? name) }];
  });
  const best = candidates.sort((a, b) => b.hits - a.hits || b.share - a.share || b.because.length - a.because.length)[0];
  return best === undefined ? null : { layout: best.layout, confidence: Math.round((0.6 + 0.4 * best.share) * 100) / 100, because: best.because };
}

/**
 * Which of the first records is the header: the one that carries a known layout's signature or a remembered header; else the first
 * record that looks like names (most cells filled, distinct, few numbers). -1 leaves it to the reader.
 */
export function chooseHeader(layouts: readonly Layout[], remembered: (header: readonly string[]) => boolean): (records: readonly (readonly string[])[]) => number {
  return (records) => {
    const trimmed = records.map((record) => record.map((cell) => cell.replace(/^[\s\uFEFF="']+|[\s"']+$/g, '')));
    const known = trimmed.findIndex((record) => remembered(record) || detect(record, layouts) !== null);
    if (known >= 0) return known;
    const width = Math.max(...trimmed.map((record) => record.filter((cell) => cell !== '').length), 0);
    return trimmed.findIndex((record) => {
      const filled = record.filter((cell) => cell !== '');
      const names = filled.filter((cell) => !/^[-+]?[\d.,/: ]+$/.test(cell));
      return filled.length >= Math.max(1, width * 0.6) && new Set(filled).size === filled.length && names.length >= filled.length * 0.8;
    });
  };
}
