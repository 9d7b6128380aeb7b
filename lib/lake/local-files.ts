import type { Table } from '../model/tables.ts';
import type { Objects } from '../ports/objects.ts';
import type { TableFiles } from './fold.ts';
import { partsToRead } from './fold.ts';
import type { Manifest, Part } from './manifest.ts';

/** Where the files are that reading a table of a version needs. */
export async function localFiles(objects: Objects, manifest: Manifest, table: Table): Promise<TableFiles> {
  return localParts(objects, manifest, table, partsToRead(manifest, table));
}

export async function localParts(objects: Objects, manifest: Manifest, table: Table, parts: readonly Part[]): Promise<TableFiles> {
  const placed = await Promise.all(
    parts.map(async (part) => ({ part, paths: await Promise.all(part.files.map((key) => objects.local(key))) })),
  );
  return { table, parts: placed, withdrawn: manifest.withdrawn, tombstones: manifest.tombstones };
}
