import { randomUUID } from 'node:crypto';
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
  const options = Object.fromEntries([...given.matchAll(/(\w+)\s*=\s*(?:'([^']*)'|ARRAY\s*\[([^\]]*)\])/gi)].map(([, name = '', text, list]) => [name.toLowerCase(), text ?? list ?? '']));
  return { query, bucket, prefix: prefix.endsWith('/') ? prefix : `${prefix}/`, options };
}

/** UNLOAD is Athena's own. Here: a table of Trino's over that folder, whose definition stays behind unread. */
export async function runUnload({ query, bucket, prefix, options }: Unload, s3: S3Client, session: Session, signal?: AbortSignal): Promise<Answer> {
  const { KeyCount = 0 } = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, MaxKeys: 1 }));
  if (KeyCount > 0) throw new Error('HIVE_PATH_ALREADY_EXISTS: Target directory for table already exists');
  const table = `unload_${randomUUID().replaceAll('-', '')}`;
  const format = (options['format'] ?? 'PARQUET').toUpperCase();
  const partitions = options['partitioned_by'] === undefined ? '' : `, partitioned_by = ARRAY[${options['partitioned_by']}]`;
  const codec = (options['compression'] ?? (format === 'TEXTFILE' || format === 'JSON' ? 'GZIP' : 'SNAPPY')).toUpperCase();
  const { scannedBytes } = await runStatement(`CREATE TABLE ${table} WITH (format = '${format}', external_location = 's3://${bucket}/${prefix}'${partitions}) AS ${query}`,
    { ...session, properties: { ...session.properties, 'lake.compression_codec': codec } }, signal);
  return { columns: [], rows: [], scannedBytes };
}
