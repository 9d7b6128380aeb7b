// A process that puts an object, registers an upload and moves the head: the smallest thing worth crashing.
import { join } from 'node:path';
import { folderObjects } from '../../lib/embedded/folder-objects.ts';
import { embeddedHeads } from '../../lib/embedded/heads.ts';
import { embeddedLedger } from '../../lib/embedded/ledger.ts';
import { openStore } from '../../lib/embedded/lmdb-store.ts';
import { commit, nothing } from '../../lib/lake/commit.ts';
import { merchant } from './lake-bed.ts';

const folder = process.argv[2] ?? '';
const store = openStore(join(folder, 'store'));
const objects = folderObjects(join(folder, 'lake'));
await objects.put('t/contacts/merchant=m1/part=p/0001.parquet', 'part');
const { upload, orderKey } = await embeddedLedger(store).register({ merchant, key: 'a.csv', versionId: 'v', bytes: 1 }, 1);
let made = 0;
const newId = (): string => `c${process.pid}x${(made += 1)}`;
await commit({ heads: embeddedHeads(store), objects, newId }, merchant, async (current) =>
  current === null ? { ...nothing, uploads: [{ upload, orderKey }] } : null);
await store.close();
