import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoFiles, generateDemo } from '../../../lib/demo/generate.ts';
import { embeddedEdition } from '../../../lib/embedded/edition.ts';
import { ingest } from '../../../lib/flows/ingest.ts';
import { publish } from '../../../lib/flows/publish.ts';
import { receive } from '../../../lib/flows/uploads.ts';
import { trusted, type MerchantId } from '../../../lib/model/ids.ts';
import { startServer, type RealServer } from './real-server.ts';

/** The product with a demo merchant of so many order lines taken in before it starts: every board has something to say. */
export async function startDemoServer(orderLines: number, seed = 5): Promise<RealServer> {
  const data = await mkdtemp(join(tmpdir(), 'aftertier-boards-'));
  const edition = await embeddedEdition({ data: join(data, 'edition') });
  const merchant = trusted<MerchantId>('shop');
  await generateDemo({ seed, causes: true, orderLines, dir: join(data, 'files') });
  for (const file of demoFiles) await ingest(edition, merchant, (await receive(edition, merchant, file, join(data, 'files', file))).upload);
  await publish(edition, merchant);
  await edition.close();
  const server = await startServer('shop', join(data, 'edition'));
  return {
    address: server.address,
    async close() {
      await server.close();
      await rm(data, { recursive: true, force: true });
    },
  };
}
