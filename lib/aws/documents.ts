import { randomUUID } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Failure } from '../model/failure.ts';
import type { MerchantId } from '../model/ids.ts';
import { trusted } from '../model/ids.ts';
import type { Objects } from '../ports/objects.ts';
import type { Documents } from '../ports/state.ts';
import type { Expression, Item, Items } from './items.ts';
import { isNew, keyOf, number, numberOf, putItem, readItem, readItems, sortOf, text, textOf } from './items.ts';

/** Texts beyond this are packed: an item is paid for by size, each time it is read. */
const PACKED_FROM = 2_048;
/** An item holds 400 KB with its names and keys; what is larger lies in an object that the item names. */
const ITEM_HOLDS = 350_000;

/** Documents as items with a revision; a write is conditional on it. `objects`: where large ones go. */
export function dynamodbDocuments(items: Items, objects: Objects): Documents {
  /** Merchants that this process knows to be listed. */
  const listed = new Set<MerchantId>();

  async function listMerchant(merchant: MerchantId): Promise<void> {
    if (listed.has(merchant)) return;
    await putItem(items, keyOf(MERCHANTS, merchant));
    listed.add(merchant);
  }

  async function bodyOf(merchant: MerchantId, body: string): Promise<Item> {
    if (Buffer.byteLength(body) < PACKED_FROM) return { text: text(body) };
    const packed = gzipSync(body);
    if (packed.length < ITEM_HOLDS) return { packed: { B: packed } };
    const at = `documents/${merchant}/${randomUUID()}.json.gz`;
    await objects.put(at, packed);
    return { at: text(at) };
  }

  /** Null where the object behind the item is gone: a newer revision took its place. */
  async function textIn(item: Item): Promise<string | null> {
    const at = item['at']?.S;
    const packed = at === undefined ? item['packed']?.B : await objects.get(at);
    if (packed === null) return null;
    return packed === undefined ? textOf(item, 'text') : gunzipSync(packed).toString('utf8');
  }

  async function get(merchant: MerchantId, name: string): Promise<{ text: string; revision: number } | null> {
    for (let attempt = 0; attempt < 4; attempt += 1) {
      const item = await readItem(items, merchant, `${DOCUMENT}${name}`);
      if (item === null) return null;
      const found = await textIn(item);
      if (found !== null) return { text: found, revision: numberOf(item, 'revision') };
    }
    throw new Failure('not_found', 'a stored document is missing', { retry: 'reread' });
  }

  return {
    get,
    async put(merchant, name, body, revision) {
      if (revision === 0) await listMerchant(merchant);
      const by = randomUUID();
      const item: Item = { ...keyOf(merchant, `${DOCUMENT}${name}`), revision: number(revision + 1), by: text(by), ...(await bodyOf(merchant, body)) };
      const written = await putItem(items, item, revision === 0 ? isNew : isAt(revision));
      // A repetition by the client finds what its first try wrote, when the answer to that was lost.
      const done = written.done || (written.found !== null && textOf(written.found, 'by') === by);
      const unused = written.done ? written.item?.['at']?.S : done ? undefined : item['at']?.S;
      // Nothing names it any more. Should it stay, it is some bytes too many.
      if (unused !== undefined) await objects.remove(unused).catch(() => undefined);
      return done;
    },
    async list(merchant, prefix) {
      const found: { name: string; text: string; revision: number }[] = [];
      for await (const item of readItems(items, merchant, { prefix: `${DOCUMENT}${prefix}` })) {
        const name = sortOf(item).slice(DOCUMENT.length);
        const body = await textIn(item);
        const document = body === null ? await get(merchant, name) : { text: body, revision: numberOf(item, 'revision') };
        if (document !== null) found.push({ name, ...document });
      }
      return found;
    },
    async merchants() {
      const found: MerchantId[] = [];
      for await (const item of readItems(items, MERCHANTS)) found.push(trusted<MerchantId>(sortOf(item)));
      return found;
    },
  };
}

const MERCHANTS = ':merchants';
const DOCUMENT = 'doc#';

const isAt = (revision: number): Expression => ({ text: '#revision = :before', names: { '#revision': 'revision' }, values: { ':before': number(revision) } });
