import type { Column, ColumnType, Table } from '../model/tables.ts';

/**
 * Column types in DuckDB. Parquet written from them reads on Trino as varchar, integer, bigint, double, timestamp(3), date.
 * (A plain TIMESTAMP would be written in microseconds.)
 */
export const duckdbTypes: Readonly<Record<ColumnType, string>> = {
  text: 'VARCHAR', int: 'INTEGER', minor: 'BIGINT', double: 'DOUBLE', time: 'TIMESTAMP_MS', day: 'DATE',
};

/** What says where a row came from; the rest of a row is its content. */
export const lineage: readonly string[] = ['upload_id', 'order_key', 'row_no'];

/** A text as SQL says it. Engines end a statement at a NUL, which is named instead: whoever may write a text must not end one. */
export const literal = (text: string): string =>
  text.includes('\0') ? `(${text.split('\0').map(literal).join(' || chr(0) || ')})` : `'${text.replaceAll("'", "''")}'`;
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const names = (table: Table): string[] => table.columns.map(({ name }) => name);
export const contentColumns = (table: Table): Column[] => table.columns.filter(({ name }) => !lineage.includes(name));

/** `"source" VARCHAR, …` as CREATE TABLE wants it. */
export const columnDefinitions = (table: Table): string =>
  table.columns.map(({ name, type }) => `${identifier(name)} ${duckdbTypes[type]}`).join(', ');

/** `CAST("source" AS VARCHAR) AS "source", …`: what a part's SELECT list is, so that every part has the same columns in the same types. */
export const castColumns = (table: Table): string =>
  table.columns.map(({ name, type }) => `CAST(${identifier(name)} AS ${duckdbTypes[type]}) AS ${identifier(name)}`).join(', ');

/** Writes a relation as one part file, in any order: row groups that fit small memory; a higher level of zstd takes a third longer and saves a twentieth. */
export const copyToPart = (select: string, path: string): string =>
  `COPY (${select}) TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE 61440)`;
