import type { Benches } from './bench.ts';
import type { Drops } from './drops.ts';
import type { Keys } from './keys.ts';
import type { Objects } from './objects.ts';
import type { Query } from './query.ts';
import type { Documents, Heads, Ledger } from './state.ts';
import type { TierStore } from './tiers.ts';
import type { Clock, Log, Secrets } from './world.ts';

/** Everything the flows need of the world. One composition file per edition fills it. */
export interface Edition {
  /** The lake: parts, manifests, reports. No personal data. */
  readonly objects: Objects;
  /** What stays as it came from merchants, beside their uploads: rejected records. */
  readonly raw: Objects;
  readonly drops: Drops;
  readonly heads: Heads;
  readonly ledger: Ledger;
  readonly documents: Documents;
  readonly tiers: TierStore;
  readonly keys: Keys;
  readonly benches: Benches;
  readonly query: Query;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly log: Log;
  /** Runs what a flow itself does with local files (reading an upload, a digest): errors of the machine come out as `Failure`, and tests can break it. */
  io<T>(name: string, action: () => Promise<T>): Promise<T>;
  /** A fresh random id of `[a-z0-9]`. */
  newId(): string;
}
