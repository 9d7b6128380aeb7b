import type { Benches } from '../ports/bench.ts';
import type { EngineOptions } from './duckdb.ts';
import { openEngine } from './duckdb.ts';

/** Benches on DuckDB: one jailed engine each. */
export function duckdbBenches(options: EngineOptions): Benches {
  return {
    async open(paths, { keepOrder = false } = {}) {
      const engine = await openEngine({ ...options, keepOrder });
      await engine.jail(paths);
      const { dir, run, rows, batches, close } = engine;
      return { dir, run, rows, batches, close };
    },
  };
}
