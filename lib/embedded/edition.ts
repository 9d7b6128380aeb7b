import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Edition } from '../ports/edition.ts';
import type { Clock, Log } from '../ports/world.ts';
import { clearTemporary } from './clear-temporary.ts';
import { embeddedDocuments } from './documents.ts';
import { duckdbBenches } from './duckdb-bench.ts';
import { duckdbQuery } from './duckdb-query.ts';
import { folderDrops } from './folder-drops.ts';
import { folderObjects } from './folder-objects.ts';
import { embeddedHeads } from './heads.ts';
import { embeddedKeys } from './keys.ts';
import { embeddedLedger } from './ledger.ts';
import { openStore } from './lmdb-store.ts';
import { openSecrets } from './secrets.ts';
import { step } from './step.ts';
import { embeddedTiers } from './tiers.ts';

export interface EmbeddedOptions {
  /** The edition's folder: uploads, lake, store, secret. */
  readonly data: string;
  readonly secret?: string | undefined;
  readonly clock?: Clock;
  readonly log?: Log;
}

const silent: Log = { info: () => undefined, error: () => undefined };

/** The composition of the one-machine edition: the only place that names its adapters. `close` ends the store. */
export async function embeddedEdition({ data, secret, clock = { nowMs: Date.now }, log = silent }: EmbeddedOptions): Promise<Edition & { close(): Promise<void> }> {
  const at = (...names: string[]): string => join(data, ...names);
  const store = openStore(at('store'));
  const objects = folderObjects(at('lake'));
  const engine = { tmp: at('tmp') };
  await clearTemporary([at('tmp'), at('lake', '.tmp'), at('raw', '.tmp'), at('uploads', '.tmp'), at('versions', '.tmp')], clock.nowMs());
  return {
    objects,
    raw: folderObjects(at('raw')),
    drops: folderDrops(at('uploads'), at('versions')),
    heads: embeddedHeads(store),
    ledger: embeddedLedger(store),
    documents: embeddedDocuments(store),
    tiers: embeddedTiers(store),
    keys: embeddedKeys(store),
    benches: duckdbBenches(engine),
    query: duckdbQuery(objects, engine),
    secrets: await openSecrets(at('secret'), secret),
    clock,
    log,
    io: step,
    newId: () => randomBytes(8).toString('hex'),
    close: () => store.close(),
  };
}
