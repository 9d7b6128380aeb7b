import { identifier, literal } from '../lake/table-sql.ts';
import { Failure } from '../model/failure.ts';
import { relationColumns } from './relation-columns.ts';

/**
 * The scratch table: what an analysis keeps between its queries. Its columns are slots by type, since the relations that are kept change
 * with the questions; a relation takes the first slots of each type. `run` names the query that wrote it, `relation` what it is: both are
 * injected partition columns, so that nothing is read that a query does not name. The bucket forgets it after a day.
 */
export type SlotType = 'text' | 'whole' | 'real' | 'flag' | 'day' | 'time';

/** How many slots there are of each type, and the type as Trino and Athena write it. */
export const scratchSlots: Readonly<Record<SlotType, { readonly slots: number; readonly type: string }>> = {
  text: { slots: 48, type: 'varchar' }, whole: { slots: 64, type: 'bigint' }, real: { slots: 24, type: 'double' },
  flag: { slots: 16, type: 'boolean' }, day: { slots: 16, type: 'date' }, time: { slots: 8, type: 'timestamp(3)' },
};

export const scratchTable = 'scratch';
export const scratchPartitions = ['run', 'relation'] as const;

interface Column {
  readonly name: string;
  readonly type: SlotType;
  readonly slot: string;
}

/** The columns of a relation that may be kept, with their slots; null of any other. */
export function slotsOf(relation: string): readonly Column[] | null {
  const listed = relationColumns[relation];
  if (listed === undefined) return null;
  const used = new Map<SlotType, number>();
  return listed.split(', ').map((column) => {
    const [name = '', given = ''] = column.split(' ');
    const type = slotType(given);
    const n = used.get(type) ?? 0;
    if (n === scratchSlots[type].slots) throw new Failure('too_wide', `${relation} has more columns than can be kept`);
    used.set(type, n + 1);
    return { name, type, slot: `${type}_${n}` };
  });
}

function slotType(given: string): SlotType {
  const types: readonly SlotType[] = ['text', 'whole', 'real', 'flag', 'day', 'time'];
  const found = types.find((type) => type === given);
  if (found === undefined) throw new Failure('too_wide', `a column of type ${given} cannot be kept`);
  return found;
}

/** Several relations as the rows of the scratch table. */
export function toScratch(relations: readonly string[]): string {
  const all = relations.map((relation) => ({ relation, columns: slotsOf(relation) ?? [] }));
  const slots = [...new Map(all.flatMap(({ columns }) => columns.map(({ slot, type }) => [slot, type] as const)))];
  return all.map(({ relation, columns }) => {
    const names = new Map(columns.map(({ name, slot }) => [slot, name]));
    const cell = ([slot, type]: readonly [string, SlotType]): string => {
      const name = names.get(slot);
      return `CAST(${name === undefined ? 'NULL' : identifier(name)} AS ${scratchSlots[type].type}) AS ${slot}`;
    };
    return `SELECT ${slots.map(cell).join(', ')}, ${literal(relation)} AS relation FROM ${identifier(relation)}`;
  }).join(' UNION ALL ');
}

/** A kept relation, under its own names. */
export const fromScratch = (relation: string, run: string, database: string): string =>
  `SELECT ${(slotsOf(relation) ?? []).map(({ name, slot }) => `${slot} AS ${identifier(name)}`).join(', ')} FROM ${identifier(database)}.${scratchTable} WHERE run = ${literal(run)} AND relation = ${literal(relation)}`;
