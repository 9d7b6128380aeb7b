import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { S3Client } from '@aws-sdk/client-s3';
import { step } from '../embedded/step.ts';
import { isDropKey } from '../model/drop-key.ts';
import { Failure } from '../model/failure.ts';
import type { MerchantId } from '../model/ids.ts';
import { isMerchantId } from '../model/ids.ts';
import type { Drop, Drops } from '../ports/drops.ts';
import { digestOf, fileOf, HASH } from './bodies.ts';
import { asked, errorName } from './failures.ts';
import type { LocalFiles } from './local-files.ts';
import { removeVersions, versionsOf } from './versions.ts';

/** Merchants' files in a versioned bucket, below `{prefix}{merchant}/`. S3 keeps what was overwritten: a version can be read until it is removed. */
export function s3Drops({ client, bucket, prefix }: { readonly client: () => Promise<S3Client>; readonly bucket: () => string; readonly prefix: string }, files: LocalFiles): Drops {
  const keyOf = (merchant: MerchantId, key: string): string => `${prefix}${merchant}/${checked(key)}`;
  const nameOf = (merchant: MerchantId, key: string, versionId: string): string => `${bucket()}/${keyOf(merchant, key)}?${versionId}`;

  async function latest(merchant: MerchantId, key: string, sha256: string): Promise<Drop | null> {
    const { HeadObjectCommand } = await import('@aws-sdk/client-s3');
    try {
      const there = await asked('drops.head', async () => (await client()).send(new HeadObjectCommand({ Bucket: bucket(), Key: keyOf(merchant, key) })), ABSENT);
      return there.Metadata?.[HASH] === sha256 ? { merchant, key, versionId: there.VersionId ?? 'null', bytes: there.ContentLength ?? 0, writtenMs: null } : null;
    } catch (error) {
      if (ABSENT.includes(errorName(error) ?? '')) return null;
      throw error;
    }
  }

  return {
    async merchants() {
      const { paginateListObjectsV2 } = await import('@aws-sdk/client-s3');
      const found: string[] = [];
      const pages = paginateListObjectsV2({ client: await client() }, { Bucket: bucket(), Prefix: prefix, Delimiter: '/' });
      await asked('drops.list', async () => {
        for await (const { CommonPrefixes = [] } of pages) found.push(...CommonPrefixes.map(({ Prefix = '' }) => Prefix.slice(prefix.length, -1)));
      });
      return found.filter(isMerchantId).sort();
    },
    async *list(merchant) {
      const below = `${prefix}${merchant}/`;
      for await (const { key: whole, versionId, bytes, isLatest, isMarker } of versionsOf(await client(), bucket(), below)) {
        const key = whole.slice(below.length);
        // An object is there when it is whole.
        if (isLatest && !isMarker && isDropKey(key)) yield { merchant, key, versionId, bytes, writtenMs: null };
      }
    },
    async put(merchant, key, path) {
      const [{ size }, sha256] = [await step('drops.stat', () => stat(path)), await digestOf(path)];
      const there = await latest(merchant, key, sha256);
      if (there !== null) return there;
      const { Upload } = await import('@aws-sdk/lib-storage');
      const s3 = await client();
      const { VersionId } = await asked('drops.put', () => new Upload({
        client: s3, params: { Bucket: bucket(), Key: keyOf(merchant, key), Body: createReadStream(path, { highWaterMark: 1024 * 1024 }), Metadata: { [HASH]: sha256 } },
      }).done());
      return { merchant, key, versionId: VersionId ?? 'null', bytes: size, writtenMs: null };
    },
    fetch: ({ merchant, key, versionId, bytes }) => files.file(nameOf(merchant, key, versionId), bytes, async (path) => {
      const { GetObjectCommand } = await import('@aws-sdk/client-s3');
      const found = await fileOf(async () => {
        try {
          return await asked('drops.get', async () => (await client()).send(new GetObjectCommand({ Bucket: bucket(), Key: keyOf(merchant, key), VersionId: versionId })), ABSENT);
        } catch (error) {
          if (ABSENT.includes(errorName(error) ?? '')) return null;
          throw error;
        }
      }, path);
      if (found === null) throw new Failure('changed', 'the file was removed before it was read', { retry: 'reread' });
    }),
    async remove(merchant, key, versionId) {
      const s3 = await client();
      if (versionId === undefined) {
        for await (const version of versionsOf(s3, bucket(), keyOf(merchant, key))) await files.forget(`${bucket()}/${version.key}?${version.versionId}`);
        return removeVersions(s3, bucket(), keyOf(merchant, key));
      }
      await files.forget(nameOf(merchant, key, versionId));
      const { DeleteObjectCommand } = await import('@aws-sdk/client-s3');
      await asked('drops.remove', () => s3.send(new DeleteObjectCommand({ Bucket: bucket(), Key: keyOf(merchant, key), VersionId: versionId })), ABSENT)
        .catch((error: unknown) => {
          if (!ABSENT.includes(errorName(error) ?? '')) throw error;
        });
    },
  };
}

/** No such key or version; a version id that this bucket never gave is a 400. */
const ABSENT: readonly string[] = ['NoSuchKey', 'NotFound', 'NoSuchVersion', 'InvalidArgument', 'MethodNotAllowed'];

function checked(key: string): string {
  if (!isDropKey(key)) throw new Failure('bad_key', 'this file name cannot be taken: hidden and temporary names are skipped');
  return key;
}
