import type { Benches } from '../ports/bench.ts';
import type { EngineOptions } from './duckdb.ts';

/** Benches on DuckDB: one jailed engine each. The engine's library is loaded with the first: who only looks tiers up never pays for it. */
export function duckdbBenches(options: EngineOptions): Benches {
  return {
    async open(paths) {
      const { openEngine } = await import('./duckdb.ts');
      const engine = await openEngine(options);
      await engine.jail(paths);
      const { dir, run, rows, batches, close } = engine;
      return { dir, run, rows, batches, close };
    },
  };
}
