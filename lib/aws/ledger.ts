import { Failure } from '../model/failure.ts';
import type { MerchantId, UploadId } from '../model/ids.ts';
import { givenIdOf, isSameDrop, newEntry, uploadIdOf } from '../ports/registration.ts';
import type { Ledger, LedgerEntry } from '../ports/state.ts';
import type { Item, Items } from './items.ts';
import { isNew, keyOf, putItem, readItem, readItems, sortOf, text, textOf, updateItem } from './items.ts';
import { tableKey } from './tables.ts';

/**
 * An item an upload, an attribute a field (as JSON), so that an update touches what it names alone. Registration numbers are items too:
 * whoever writes `order#n` first has n. The entry is written last and on nothing, and fixes the number: a worker that died between the two,
 * or two that registered the same upload at once, leave a number unused at worst.
 */
export function dynamodbLedger(items: Items): Ledger {
  const read = async (merchant: MerchantId, upload: UploadId): Promise<LedgerEntry | null> => {
    const item = await readItem(items, merchant, sortKey(upload));
    return item === null ? null : entryOf(item);
  };

  async function numberFor(merchant: MerchantId, upload: UploadId): Promise<number> {
    let next = 1;
    for await (const last of readItems(items, merchant, { prefix: ORDER, backwards: true, limit: 1 })) {
      if (textOf(last, 'upload') === upload) return orderOf(last);
      next = orderOf(last) + 1;
    }
    for (; ; next += 1) {
      const taken = await putItem(items, { ...keyOf(merchant, `${ORDER}${String(next).padStart(9, '0')}`), upload: text(upload) }, isNew);
      if (taken.done || (taken.found !== null && textOf(taken.found, 'upload') === upload)) return next;
    }
  }

  async function register(drop: Parameters<Ledger['register']>[0], nowMs: number): Promise<LedgerEntry> {
    const { merchant } = drop;
    const given = givenIdOf(drop);
    const first = given === null ? null : await read(merchant, given);
    const upload = given !== null && (first === null || isSameDrop(first, drop)) ? given : uploadIdOf(drop);
    const known = upload === given ? first : await read(merchant, upload);
    if (known !== null) return known;
    const entry = newEntry(drop, upload, await numberFor(merchant, upload), nowMs);
    const written = await putItem(items, { ...keyOf(merchant, sortKey(upload)), ...fieldsOf(entry) }, isNew);
    if (written.done || written.found === null) return entry;
    const theirs = entryOf(written.found);
    // Two versions of a promised key at once: the id is for one of them.
    return isSameDrop(theirs, drop) ? theirs : register(drop, nowMs);
  }

  return {
    register,
    get: read,
    async update(merchant, upload, change) {
      // What identifies a registration is fixed once.
      const { merchant: _m, upload: _u, orderKey: _o, ...changed } = change;
      const fields = Object.entries(fieldsOf(changed));
      if (fields.length === 0) return (await read(merchant, upload)) ?? missing();
      const written = await updateItem(items, keyOf(merchant, sortKey(upload)), {
        text: `SET ${fields.map((_, n) => `#f${n} = :f${n}`).join(', ')}`,
        names: Object.fromEntries(fields.map(([name], n) => [`#f${n}`, name])), values: Object.fromEntries(fields.map(([, value], n) => [`:f${n}`, value])),
      }, { text: 'attribute_exists(#pk)', names: { '#pk': tableKey.partition } });
      return written.done && written.item !== null ? entryOf(written.item) : missing();
    },
    async list(merchant) {
      const found: LedgerEntry[] = [];
      for await (const item of readItems(items, merchant, { prefix: UPLOAD })) found.push(entryOf(item));
      return found.sort((a, b) => a.orderKey - b.orderKey);
    },
  };
}

const [UPLOAD, ORDER] = ['upload#', 'order#'];
const sortKey = (upload: UploadId): string => `${UPLOAD}${upload}`;
const orderOf = (item: Item): number => Number(sortOf(item).slice(ORDER.length));

const fieldsOf = (fields: Partial<LedgerEntry>): Item => Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, text(JSON.stringify(value))]));

/** Written by `fieldsOf` of a whole entry. */
const entryOf = ({ [tableKey.partition]: _p, [tableKey.sort]: _s, ...fields }: Item): LedgerEntry =>
  JSON.parse(`{${Object.entries(fields).map(([name, value]) => `${JSON.stringify(name)}:${value.S ?? 'null'}`).join(',')}}`);

function missing(): never {
  throw new Failure('not_found', 'no such upload');
}
