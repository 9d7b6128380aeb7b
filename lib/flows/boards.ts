import type { MerchantId } from '../model/ids.ts';
import type { Edition } from '../ports/edition.ts';
import { isFiltered, noFilter, type BoardFilter } from '../model/boards/filter.ts';
import { boardNames, withAnalysis, type BoardName } from './analyse.ts';
import { filterableBoards, filteredBoard, type Published } from './filtered-boards.ts';

export const isBoardName = (name: string): name is BoardName | 'data' => name === 'data' || boardNames.some((board) => board === name);

/** The document behind a board as JSON text: the published one, or worked out for another day. Null where nothing was published yet. */
export async function boardText(edition: Edition, merchant: MerchantId, name: BoardName | 'data', asOf: string | null, filter: BoardFilter = noFilter): Promise<string | null> {
  if (name === 'data') return JSON.stringify(await dataBoard(edition, merchant));
  const filterable = filterableBoards.find((board) => board === name);
  const narrow = isFiltered(filter) && filterable !== undefined;
  if (asOf !== null) {
    return withAnalysis(edition, merchant, asOf, async ({ boards }) => JSON.stringify(narrow ? filteredBoard(filterable, boards as Published, filter) : boards[name]));
  }
  if (!narrow) return (await edition.documents.get(merchant, `board:${name}`))?.text ?? null;
  const published = await readPublished(edition, merchant);
  if (published === null) return null;
  const answers = answersOf.get(published) ?? new Map<string, string>();
  answersOf.set(published, answers);
  const question = JSON.stringify([filterable, filter]);
  const known = answers.get(question);
  if (known !== undefined) return known;
  const text = JSON.stringify(filteredBoard(filterable, published, filter));
  if (answers.size >= ANSWERS_AT_ONCE) answers.clear();
  answers.set(question, text);
  return text;
}

/** Many readers of one shop ask under one filter: worked out once per publication. */
const ANSWERS_AT_ONCE = 64;
const answersOf = new WeakMap<Published, Map<string, string>>();

const PARSED_AT_ONCE = 8;
const parsedOf = new WeakMap<object, Map<MerchantId, { readonly revision: number; readonly published: Published }>>();

/** The documents of a merchant's publication that a filter needs, parsed once for as long as they stay. */
export async function readPublished({ documents }: Edition, merchant: MerchantId): Promise<Published | null> {
  const cube = await documents.get(merchant, 'board:cube');
  if (cube === null) return null;
  const parsed = parsedOf.get(documents) ?? new Map();
  parsedOf.set(documents, parsed);
  const known = parsed.get(merchant);
  if (known !== undefined && known.revision === cube.revision) return known.published;
  const read = async (name: BoardName): Promise<unknown> => JSON.parse((await documents.get(merchant, `board:${name}`))?.text ?? 'null');
  const published = { cube: JSON.parse(cube.text), problems: await read('problems'), drivers: await read('drivers'), customers: await read('customers'), products: await read('products') } as Published;
  if (published.problems === null || published.drivers === null || published.customers === null || published.products === null) return null;
  parsed.delete(merchant);
  parsed.set(merchant, { revision: cube.revision, published });
  for (const oldest of [...parsed.keys()].slice(0, Math.max(0, parsed.size - PARSED_AT_ONCE))) parsed.delete(oldest);
  return published;
}

/** What came in and what became of it: always the ledger as it is. */
async function dataBoard(edition: Edition, merchant: MerchantId): Promise<object> {
  const publication = await edition.tiers.publication(merchant);
  const uploads = (await edition.ledger.list(merchant)).map((e) => ({
    upload: e.upload, file: e.file, bytes: e.bytes, received_at: new Date(e.registeredMs).toISOString(), decision: e.decision, platform: e.platform, version: e.version, withdrawn: e.withdrawn,
    progress: e.progress, failed: e.failures > 0 && e.decision === null && e.progress === null,
  }));
  const count = (decision: string): number => uploads.filter((u) => u.decision === decision && !u.withdrawn).length;
  return {
    as_of: publication?.asOf ?? null, version: publication?.version ?? 0,
    counts: { uploads: uploads.length, accepted: count('accepted'), partly: count('partly'), held: count('held'), refused: count('refused'), duplicate: count('duplicate'), withdrawn: uploads.filter((u) => u.withdrawn).length },
    uploads: uploads.reverse(),
  };
}
