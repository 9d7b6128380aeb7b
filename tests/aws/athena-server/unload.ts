import { createHash } from 'node:crypto';
import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { runStatement, type Answer, type Session } from './statements.ts';

export interface Unload {
  readonly query: string;
  readonly bucket: string;
  /** With a slash at its end. */
  readonly prefix: string;
  readonly options: Readonly<Record<string, string>>;
}

const STATEMENT = /^\s*UNLOAD\s*\(([\s\S]*)\)\s*TO\s*'s3:\/\/([^/']+)\/([^']*)'\s*WITH\s*\(([^()]*)\)\s*$/i;

/** Null where the statement is none. */
export function readUnload(sql: string): Unload | null {
  const [, query, bucket, prefix, given] = STATEMENT.exec(sql) ?? [];
  if (query === undefined || bucket === undefined || prefix === undefined || given === undefined) return null;
  const options = Object.fromEntries([...given.matchAll(/(\w+)\s*=\s*(?:'([^']*)'|ARRAY\s*\[([^\]]*)\]|(\d+))/gi)].map(([, name = '', text, list, number]) => [name.toLowerCase(), text ?? list ?? number ?? '']));
  return { query, bucket, prefix: prefix.endsWith('/') ? prefix : `${prefix}/`, options };
}

/**
 * UNLOAD is Athena's own. Here: a table of Trino's whose files lie where the statement wants them (its schema's folder is the parent of that
 * place, its name the last part of it). The table's definition stays behind; nobody reads it.
 */
export async function runUnload({ query, bucket, prefix, options }: Unload, s3: S3Client, session: Session, signal?: AbortSignal): Promise<Answer> {
  const { KeyCount = 0 } = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, MaxKeys: 1 }));
  if (KeyCount > 0) throw new Error('HIVE_PATH_ALREADY_EXISTS: Target directory for table already exists');
  const place = prefix.slice(0, -1);
  const [parent, name] = [place.slice(0, Math.max(0, place.lastIndexOf('/'))), place.slice(place.lastIndexOf('/') + 1)];
  if (!/^[a-z0-9_=-]+$/.test(name)) throw new Error(`this stand-in unloads to folders of lower case letters and digits only, not ${name}`);
  const schema = `unload_${createHash('sha256').update(`${bucket}/${parent}`).digest('hex').slice(0, 16)}`;
  await runStatement(`CREATE SCHEMA IF NOT EXISTS lake.${schema} WITH (location = 's3://${bucket}/${parent}')`, session);
  const format = (options['format'] ?? 'PARQUET').toUpperCase();
  const partitions = options['partitioned_by'] === undefined ? '' : `, partitioned_by = ARRAY[${options['partitioned_by']}]`;
  const codec = (options['compression'] ?? (format === 'TEXTFILE' || format === 'JSON' ? 'GZIP' : 'SNAPPY')).toUpperCase();
  const { scannedBytes } = await runStatement(`CREATE TABLE lake.${schema}."${name}" WITH (format = '${format}'${partitions}) AS ${query}`,
    { ...session, properties: { ...session.properties, 'lake.compression_codec': codec } }, signal);
  return { columns: [], rows: [], scannedBytes };
}
