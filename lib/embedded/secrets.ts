import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, link, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { acceptedSecret, pseudonymKeyOf } from '../model/installation-secret.ts';
import type { Secrets } from '../ports/world.ts';
import { fsyncFolder, makeFolder, writeDurably } from './durable.ts';
import { step, systemCode } from './step.ts';

/** The installation's secret, from which every merchant's pseudonym key derives: given by the environment, else kept in a file. */
export async function openSecrets(file: string, given: string | undefined): Promise<Secrets> {
  const secret = given !== undefined && given !== '' ? acceptedSecret(given) : acceptedSecret((await readSecret(file)) ?? (await makeSecret(file)));
  return {
    async pseudonymKey(merchant) {
      return pseudonymKeyOf(secret, merchant);
    },
  };
}

async function readSecret(file: string): Promise<string | null> {
  try {
    const text = await step('secret.read', () => readFile(file, 'utf8'));
    await chmod(file, 0o600);
    return text;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Two processes that start at once end with the same secret: the name is given once. */
async function makeSecret(file: string): Promise<string> {
  await makeFolder(dirname(file), 'secret');
  const from = join(dirname(file), `.${randomUUID()}.tmp`);
  await writeDurably(from, randomBytes(32).toString('hex'), 'secret', 0o600);
  await step('secret.link', () => link(from, file)).catch((error: unknown) => {
    if (systemCode(error) !== 'EEXIST') throw error;
  });
  await rm(from, { force: true });
  await fsyncFolder(dirname(file), 'secret');
  return (await readSecret(file)) ?? '';
}
