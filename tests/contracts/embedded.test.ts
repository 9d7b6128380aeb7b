import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { duckdbBenches } from '../../lib/embedded/duckdb-bench.ts';
import { duckdbQuery } from '../../lib/embedded/duckdb-query.ts';
import { embeddedDocuments } from '../../lib/embedded/documents.ts';
import { folderDrops } from '../../lib/embedded/folder-drops.ts';
import { folderObjects } from '../../lib/embedded/folder-objects.ts';
import { embeddedHeads } from '../../lib/embedded/heads.ts';
import { embeddedKeys } from '../../lib/embedded/keys.ts';
import { embeddedLedger } from '../../lib/embedded/ledger.ts';
import type { Store } from '../../lib/embedded/lmdb-store.ts';
import { openStore } from '../../lib/embedded/lmdb-store.ts';
import { embeddedTiers } from '../../lib/embedded/tiers.ts';
import type { MerchantId } from '../../lib/model/ids.ts';
import { trusted } from '../../lib/model/ids.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { benchContract } from './bench.contract.ts';
import { dropsContract } from './drops.contract.ts';
import { keysContract } from './keys.contract.ts';
import { objectsContract } from './objects.contract.ts';
import { queryContract } from './query.contract.ts';
import { documentsContract, headsContract, ledgerContract } from './state.contract.ts';
import { tiersContract } from './tiers.contract.ts';

const onStore = <T>(make: (store: Store) => T) => async () => {
  const folder = await temporaryFolder();
  const store = openStore(folder.path);
  return {
    port: make(store),
    async close() {
      await store.close();
      await folder.remove();
    },
  };
};

objectsContract('folder', folderObjects);
headsContract('lmdb', onStore(embeddedHeads));
ledgerContract('lmdb', onStore(embeddedLedger));
documentsContract('lmdb', onStore(embeddedDocuments));
tiersContract('lmdb', onStore(embeddedTiers));
keysContract('lmdb', onStore(embeddedKeys));
dropsContract('folder', async (folder) => ({
  drops: folderDrops(join(folder, 'uploads'), join(folder, 'versions')),
  outside: {
    keepsOverwritten: false,
    async write(merchant, key, text) {
      const path = join(folder, 'uploads', merchant, key);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(`${path}.new~`, text);
      await rename(`${path}.new~`, path);
    },
  },
}));

test('in a folder a link is not a file: it could lead anywhere', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder.path, 'uploads', 'm1'), { recursive: true });
  await writeFile(join(folder.path, 'secret'), 's');
  await symlink(join(folder.path, 'secret'), join(folder.path, 'uploads', 'm1', 'b.csv'));
  for await (const drop of folderDrops(join(folder.path, 'uploads'), join(folder.path, 'versions')).list(trusted<MerchantId>('m1'))) expect.fail(drop.key);
  await folder.remove();
});

benchContract('duckdb', (folder) => duckdbBenches({ tmp: join(folder, 'tmp') }));
queryContract('duckdb', (objects, folder) => duckdbQuery(objects, { tmp: join(folder, 'tmp') }));
