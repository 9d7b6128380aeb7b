import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { s3Client } from '../../lib/aws/clients.ts';
import { dynamodbDocuments } from '../../lib/aws/documents.ts';
import { s3Drops } from '../../lib/aws/drops.ts';
import { dynamodbHeads } from '../../lib/aws/heads.ts';
import type { Items } from '../../lib/aws/items.ts';
import { dynamodbKeys } from '../../lib/aws/keys.ts';
import { dynamodbLedger } from '../../lib/aws/ledger.ts';
import { localFiles } from '../../lib/aws/local-files.ts';
import { s3Objects } from '../../lib/aws/objects.ts';
import { dynamodbTiers } from '../../lib/aws/tiers.ts';
import { dropsContract } from '../contracts/drops.contract.ts';
import { keysContract } from '../contracts/keys.contract.ts';
import { objectsContract } from '../contracts/objects.contract.ts';
import { documentsContract, headsContract, ledgerContract } from '../contracts/state.contract.ts';
import { tiersContract } from '../contracts/tiers.contract.ts';
import { memoryObjects } from '../support/memory-objects.ts';
import { onEngines } from './engines/on-engines.ts';
import { freshBucket, freshTable } from './support/places.ts';

onEngines('the ports on AWS', (at) => {
  const most = async (): Promise<number> => 1e9;
  const client = s3Client(at.s3);
  const onTable = <T>(make: (items: Items) => T) => async () => {
    const { remove, ...items } = await freshTable(at);
    return { port: make(items), close: remove };
  };

  headsContract('dynamodb', onTable(dynamodbHeads));
  ledgerContract('dynamodb', onTable(dynamodbLedger));
  documentsContract('dynamodb', onTable((items) => dynamodbDocuments(items, memoryObjects(''))));
  keysContract('dynamodb', onTable(dynamodbKeys));
  tiersContract('dynamodb', onTable(dynamodbTiers));

  for (const [title, place] of [['s3', { prefix: '' }], ['s3, versioned, below a folder', { prefix: 'raw/', forGood: true }]] as const) {
    objectsContract(title, async (folder) => {
      const bucket = await freshBucket(at, { versioned: place.prefix !== '' });
      return s3Objects({ client, bucket: () => bucket, ...place }, localFiles(folder, most, Date.now));
    });
  }
  dropsContract('s3', async (folder) => {
    const bucket = await freshBucket(at, { versioned: true });
    return {
      drops: s3Drops({ client, bucket: () => bucket, prefix: 'uploads/' }, localFiles(join(folder, 'files'), most, Date.now)),
      outside: {
        keepsOverwritten: true,
        write: async (merchant, key, text) => void (await (await client()).send(new PutObjectCommand({ Bucket: bucket, Key: `uploads/${merchant}/${key}`, Body: text }))),
      },
    };
  });
});
