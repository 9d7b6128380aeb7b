import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { GetObjectCommandOutput } from '@aws-sdk/client-s3';
import { step, systemCode } from '../embedded/step.ts';
import { Failure, isFailure } from '../model/failure.ts';
import { patience, pauseMs } from './clients.ts';

/** Where an object's SHA-256 stands in its metadata, if we wrote it. */
export const HASH = 'sha256';

/** What S3 says of an object, and its bytes as they come. */
export type Found = Pick<GetObjectCommandOutput, 'Body' | 'ContentLength' | 'Metadata'>;

/** The whole body in memory, checked. */
export const bytesOf = (get: () => Promise<Found | null>): Promise<Uint8Array | null> => again(get, async (body) => {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
});

/** The body as a local file, checked. Null, and no file, where there is no object. */
export const fileOf = (get: () => Promise<Found | null>, path: string): Promise<true | null> => again(get, async (body) => {
  await rm(path, { force: true });
  await step('objects.download', () => pipeline(body, createWriteStream(path, { flags: 'wx' })));
  return true as const;
});

export async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await step('objects.digest', () => pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash));
  return hash.digest('hex');
}

/** The client repeats requests, not bodies: a body that ends early, or is not what was stored, is asked for again here. */
async function again<T>(get: () => Promise<Found | null>, use: (body: Readable) => Promise<T>): Promise<T | null> {
  for (let attempt = 0; ; attempt += 1) {
    const found = await get();
    if (found === null) return null;
    try {
      return await use(checked(found));
    } catch (error) {
      const isOurs = isFailure(error) && error.code !== 'io_error';
      if (isOurs || systemCode(error) === 'ENOSPC' || attempt + 1 >= patience.own.attempts) throw isFailure(error) ? error : new Failure('io_error', 'a stored object could not be read whole', { retry: 'same', cause: error });
      await pause(pauseMs(attempt));
    }
  }
}

/** Passes a body on and, at its end, throws `io_error` unless length and hash are what S3 told of them before it. */
function checked({ Body, ContentLength, Metadata }: Found): Readable {
  const hash = createHash('sha256');
  let bytes = 0;
  const check = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
    flush(done) {
      const isWhole = ContentLength === undefined || ContentLength === bytes;
      const stored = Metadata?.[HASH];
      const isSame = stored === undefined || stored === hash.digest('hex');
      done(isWhole && isSame ? null : new Failure('io_error', 'a stored object came back shorter than it is, or changed', { retry: 'same' }));
    },
  });
  // On the server the SDK's body is a Readable; its type names the browser's too.
  void pipeline(Body as Readable, check).catch(() => undefined);
  return check;
}
