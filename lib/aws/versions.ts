import type { S3Client } from '@aws-sdk/client-s3';
import { Failure } from '../model/failure.ts';
import { asked } from './failures.ts';

export interface Version {
  readonly key: string;
  readonly versionId: string;
  readonly bytes: number;
  /** The one that a read without a version finds. */
  readonly isLatest: boolean;
  /** Says that the key was removed; holds nothing. */
  readonly isMarker: boolean;
}

/** Every version of every key under a prefix, and the marks where one was removed; keys in ascending order. */
export async function* versionsOf(client: S3Client, bucket: string, prefix: string): AsyncGenerator<Version> {
  const { ListObjectVersionsCommand } = await import('@aws-sdk/client-s3');
  let next: { KeyMarker?: string; VersionIdMarker?: string } | null = {};
  while (next !== null) {
    const from: { KeyMarker?: string; VersionIdMarker?: string } = next;
    const page = await asked('list', () => client.send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix, ...from })));
    const found = [
      ...(page.Versions ?? []).map((one) => ({ ...one, Size: one.Size ?? 0, isMarker: false })),
      ...(page.DeleteMarkers ?? []).map((one) => ({ ...one, Size: 0, isMarker: true })),
    ];
    for (const { Key, VersionId, Size, IsLatest, isMarker } of found.sort((a, b) => ((a.Key ?? '') < (b.Key ?? '') ? -1 : (a.Key ?? '') > (b.Key ?? '') ? 1 : 0))) {
      if (Key !== undefined) yield { key: Key, versionId: VersionId ?? 'null', bytes: Size, isLatest: IsLatest ?? true, isMarker };
    }
    next = page.IsTruncated !== true ? null : {
      ...(page.NextKeyMarker === undefined ? {} : { KeyMarker: page.NextKeyMarker }), ...(page.NextVersionIdMarker === undefined ? {} : { VersionIdMarker: page.NextVersionIdMarker }),
    };
  }
}

/** Removes every version of exactly this key, and the marks of removals, so that nothing of it can be brought back. */
export async function removeVersions(client: S3Client, bucket: string, key: string): Promise<void> {
  const found: { Key: string; VersionId: string }[] = [];
  for await (const { key: of, versionId } of versionsOf(client, bucket, key)) if (of === key) found.push({ Key: of, VersionId: versionId });
  const { DeleteObjectsCommand } = await import('@aws-sdk/client-s3');
  for (let i = 0; i < found.length; i += MOST_AT_ONCE) {
    const { Errors = [] } = await asked('remove', () => client.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: found.slice(i, i + MOST_AT_ONCE), Quiet: true } })));
    if (Errors.length > 0) throw new Failure('io_error', 'a version could not be removed', { retry: 'same', cause: Errors[0]?.Code });
  }
}

const MOST_AT_ONCE = 1000;
