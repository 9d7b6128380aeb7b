import { tableNames, tables } from '../model/tables.ts';
import { trinoTypes } from './athena-fold.ts';
import { scratchPartitions, scratchSlots, scratchTable } from './athena-scratch.ts';

/** An external table of Parquet files under a folder, its partitions injected: each query names them, nothing is ever listed. */
export interface GlueTable {
  readonly name: string;
  /** Types as Trino writes them; Glue writes `string`, `int` and `timestamp` for varchar, integer and timestamp(3). */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** Text columns, in the order of the folders: `merchant=${merchant}/part=${part}/`. */
  readonly partitions: readonly string[];
  /** Where it lies: in the lake's bucket, or in the one for what queries leave behind. */
  readonly bucket: 'lake' | 'scratch';
  readonly prefix: string;
}

/** Folders of the scratch bucket; objects in it are forgotten after a day. */
export const relationsFolder = 'relations/';

/** The tables of the query engine, as data: the stack and the tests make them from here. */
export const glueTables = (scratchPrefix: string): readonly GlueTable[] => [
  ...tableNames.map((name): GlueTable => ({
    name, columns: tables[name].columns.map((column) => ({ name: column.name, type: trinoTypes[column.type] })),
    partitions: ['merchant', 'part'], bucket: 'lake', prefix: `t/${name}/`,
  })),
  {
    name: scratchTable,
    columns: Object.entries(scratchSlots).flatMap(([kind, { slots, type }]) => Array.from({ length: slots }, (_, n) => ({ name: `${kind}_${n}`, type }))),
    partitions: scratchPartitions, bucket: 'scratch', prefix: `${scratchPrefix}${relationsFolder}`,
  },
];

/** `merchant=${merchant}/part=${part}/`, as partition projection wants it. */
export const partitionFolders = ({ partitions }: GlueTable): string => partitions.map((name) => `${name}=\${${name}}/`).join('');
