import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { HeadObjectCommandOutput, S3Client } from '@aws-sdk/client-s3';
import { step } from '../embedded/step.ts';
import { Failure } from '../model/failure.ts';
import type { Objects } from '../ports/objects.ts';
import { bytesOf, digestOf, fileOf, HASH, type Found } from './bodies.ts';
import { patience, pauseMs } from './clients.ts';
import { asked, errorName } from './failures.ts';
import type { LocalFiles } from './local-files.ts';
import { removeVersions } from './versions.ts';

export interface S3Place {
  readonly client: () => Promise<S3Client>;
  readonly bucket: () => string;
  /** Folder of the bucket that keys are below: `raw/`, or nothing. */
  readonly prefix: string;
  /** Removing takes every version along: nothing can be brought back, and a key may be written again. */
  readonly forGood?: boolean;
}

/**
 * Objects in S3, written once by `If-None-Match: *`. Each carries its hash, and the id of the write that made it: where the answer to a
 * write was lost and its repetition is refused, the writer knows its own.
 */
export function s3Objects(place: S3Place, files: LocalFiles): Objects {
  const { client, bucket, prefix } = place;
  const named = (key: string) => ({ Bucket: bucket(), Key: `${prefix}${checked(key)}` });
  const nameOf = (key: string): string => `${bucket()}/${prefix}${key}`;

  async function head(key: string): Promise<HeadObjectCommandOutput | null> {
    const { HeadObjectCommand } = await import('@aws-sdk/client-s3');
    return orNull(async () => (await client()).send(new HeadObjectCommand(named(key))));
  }

  async function get(key: string): Promise<Found | null> {
    const { GetObjectCommand } = await import('@aws-sdk/client-s3');
    return orNull(async () => (await client()).send(new GetObjectCommand(named(key))));
  }

  /** Asks until it is clear who wrote the key: this write, or another before it. */
  async function written(key: string, writer: string, write: () => Promise<unknown>): Promise<boolean> {
    for (let attempt = 0; attempt < patience.own.attempts; attempt += 1) {
      try {
        await asked('put', write, [...TAKEN, ...RACED]);
        return true;
      } catch (error) {
        const name = errorName(error) ?? '';
        const there = TAKEN.includes(name) || RACED.includes(name) ? await head(key) : null;
        if (there !== null) return there.Metadata?.['writer'] === writer;
        if (!RACED.includes(name)) throw error;
        await pause(pauseMs(attempt));
      }
    }
    throw new Failure('busy', 'an object is being written by others', { retry: 'same' });
  }

  return {
    async put(key, body) {
      const bytes = typeof body === 'string' ? Buffer.from(body) : body;
      const { PutObjectCommand } = await import('@aws-sdk/client-s3');
      const writer = randomUUID();
      const command = { ...named(key), Body: bytes, IfNoneMatch: '*', Metadata: { writer, [HASH]: createHash('sha256').update(bytes).digest('hex') } };
      return written(key, writer, async () => (await client()).send(new PutObjectCommand(command)));
    },
    async putFile(key, path) {
      checked(key);
      const { Upload } = await import('@aws-sdk/lib-storage');
      const [{ size }, sha256, s3] = [await step('objects.stat', () => stat(path)), await digestOf(path), await client()];
      const writer = randomUUID();
      const done = await written(key, writer, () => new Upload({
        client: s3, partSize: PART_BYTES, queueSize: 4,
        params: { ...named(key), Body: createReadStream(path, { highWaterMark: 1024 * 1024 }), IfNoneMatch: '*', Metadata: { writer, [HASH]: sha256 } },
      }).done());
      if (done) await files.adopt(nameOf(key), size, path);
      return done;
    },
    get: (key) => bytesOf(() => get(key)),
    async local(key) {
      // Asked each time: a file that lies here may be gone there.
      const there = await head(key);
      if (there === null) {
        await files.forget(nameOf(key));
        throw missing();
      }
      return files.file(nameOf(key), there.ContentLength ?? 0, async (path) => {
        if ((await fileOf(() => get(key), path)) === null) throw missing();
      });
    },
    async *list(below) {
      const { paginateListObjectsV2 } = await import('@aws-sdk/client-s3');
      const pages = paginateListObjectsV2({ client: await client() }, { Bucket: bucket(), Prefix: `${prefix}${below}` })[Symbol.asyncIterator]();
      for (;;) {
        const page = await asked('list', () => pages.next());
        if (page.done === true) return;
        for (const { Key, Size, LastModified } of page.value.Contents ?? []) {
          if (Key !== undefined) yield { key: Key.slice(prefix.length), bytes: Size ?? 0, writtenMs: LastModified?.getTime() ?? 0 };
        }
      }
    },
    async remove(key) {
      await files.forget(nameOf(key));
      if (place.forGood === true) return removeVersions(await client(), bucket(), `${prefix}${checked(key)}`);
      const { DeleteObjectCommand } = await import('@aws-sdk/client-s3');
      await asked('remove', async () => (await client()).send(new DeleteObjectCommand(named(key))));
    },
  };
}

/** Files beyond this go in parts. */
const PART_BYTES = 16 * 1024 * 1024;

/** The key is taken; or, of a multipart upload, was completed by a first try. */
const TAKEN: readonly string[] = ['PreconditionFailed', 'NoSuchUpload'];
/** Two conditional writes of one key met: S3 asks to come again. */
const RACED: readonly string[] = ['ConditionalRequestConflict', 'OperationAborted'];

const missing = (): Failure => new Failure('not_found', 'a stored object is missing', { retry: 'reread' });

const SEGMENT = /^[^./\\\0][^/\\\0]*$/;

/** The keys that a folder could hold too: both editions refuse the same. */
function checked(key: string): string {
  if (key.length > 1000 || !key.split('/').every((segment) => SEGMENT.test(segment))) throw new Failure('bad_key', 'an object key is not of the form a/b/c');
  return key;
}

const ABSENT: readonly string[] = ['NoSuchKey', 'NotFound', 'NoSuchVersion'];

async function orNull<T>(request: () => Promise<T>): Promise<T | null> {
  try {
    return await asked('get', request, ABSENT);
  } catch (error) {
    if (ABSENT.includes(errorName(error) ?? '')) return null;
    throw error;
  }
}
