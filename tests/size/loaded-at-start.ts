import type { Bundle } from '../../cdk/bundle.ts';

export interface Loaded {
  /** Of what is loaded before the first call: the entry and all that it imports without being asked. */
  readonly bytes: number;
  /** Of everything in the folder that is code. */
  readonly all: number;
  readonly files: readonly string[];
  /** Sources in it, largest first, with their share of the bytes. */
  readonly inputs: readonly { readonly path: string; readonly bytes: number }[];
}

/** What of a bundle is loaded with it, and what waits until it is asked for. */
export function loadedAtStart({ metafile: { outputs } }: Pick<Bundle, 'metafile'>): Loaded {
  const files = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    for (const { path, kind } of outputs[file]?.imports ?? []) if (kind === 'import-statement' && outputs[path] !== undefined) visit(path);
  };
  visit(Object.keys(outputs).find((file) => file.endsWith('/index.mjs')) ?? '');
  const inputs = new Map<string, number>();
  for (const file of files) for (const [path, { bytesInOutput }] of Object.entries(outputs[file]?.inputs ?? {})) inputs.set(path, (inputs.get(path) ?? 0) + bytesInOutput);
  const sum = (names: Iterable<string>): number => [...names].reduce((total, file) => total + (outputs[file]?.bytes ?? 0), 0);
  return { bytes: sum(files), all: sum(Object.keys(outputs)), files: [...files], inputs: [...inputs].map(([path, bytes]) => ({ path, bytes })).sort((a, b) => b.bytes - a.bytes) };
}
