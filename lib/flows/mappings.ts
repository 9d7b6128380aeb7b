import { Failure } from '../model/failure.ts';
import type { MerchantId } from '../model/ids.ts';
import type { MappingDocument } from '../model/mapping.ts';
import type { Answers } from '../map/plan.ts';
import type { Edition } from '../ports/edition.ts';

/** What a merchant said about files with one header: a mapping, answers to questions. Remembered for every file with that header. */
export interface Said {
  readonly mapping: MappingDocument | null;
  readonly answers: Answers;
}

const nothing: Said = { mapping: null, answers: {} };

export async function readSaid({ documents }: Pick<Edition, 'documents'>, merchant: MerchantId): Promise<(signature: string) => Said> {
  const stored = new Map((await documents.list(merchant, 'mapping:')).map(({ name, text }) => [name.slice('mapping:'.length), JSON.parse(text) as Said]));
  return (signature) => stored.get(signature) ?? nothing;
}

export async function say({ documents }: Pick<Edition, 'documents'>, merchant: MerchantId, signature: string, change: Partial<Said>): Promise<void> {
  const name = `mapping:${signature}`;
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const stored = await documents.get(merchant, name);
    const before: Said = stored === null ? nothing : JSON.parse(stored.text);
    const next: Said = { mapping: change.mapping ?? before.mapping, answers: { ...before.answers, ...change.answers } };
    if (await documents.put(merchant, name, JSON.stringify(next), stored?.revision ?? 0)) return;
  }
  throw new Failure('contention', 'the mapping is being changed by others', { retry: 'same' });
}
