import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { s3Client } from '../../lib/aws/clients.ts';
import { s3UploadDoor } from '../../lib/aws/upload-door.ts';
import type { MerchantId, UploadId } from '../../lib/model/ids.ts';
import { trusted } from '../../lib/model/ids.ts';
import { onEngines } from './engines/on-engines.ts';
import { freshBucket } from './support/places.ts';

onEngines('the door that uploads come in by', (at) => {
  const announced = { merchant: trusted<MerchantId>('m1'), upload: trusted<UploadId>(`u_${'a'.repeat(24)}`), file: '退款 明细+1.csv', bytes: 7 };

  /** What a caller would do with the address, with other fields and another content if they were dishonest. */
  async function send(bucket: string, content: string, other: Readonly<Record<string, string>> = {}): Promise<number> {
    const { url, fields = {}, method } = await s3UploadDoor(s3Client(at.s3), () => bucket).open(announced);
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...fields, ...other })) form.append(name, value);
    form.append('file', new Blob([content]), 'whatever.csv');
    return (await fetch(url, { method, body: form })).status;
  }

  test('a file of that key, type and length is taken', async () => {
    const bucket = await freshBucket(at, { versioned: true });
    expect(await send(bucket, 'a,b\n1,2')).toBeLessThan(300);
    const stored = await (await s3Client(at.s3)()).send(new HeadObjectCommand({ Bucket: bucket, Key: `uploads/m1/${announced.upload}/${announced.file}` }));
    expect(stored).toMatchObject({ ContentLength: 7, ContentType: 'application/octet-stream' });
  });

  test.each([
    ['longer', 'a,b\n1,22', {}],
    ['shorter', 'a,b\n1,', {}],
    ['of another type', 'a,b\n1,2', { 'Content-Type': 'text/html' }],
    ['under another key', 'a,b\n1,2', { key: 'uploads/m2/a.csv' }],
    ['with another policy', 'a,b\n1,2', { Policy: Buffer.from('{"expiration":"2099-01-01T00:00:00Z","conditions":[]}').toString('base64') }],
  ])('a file is refused that is %s', async (_, content, other) => {
    expect(await send(await freshBucket(at, { versioned: true }), content, other)).toBeGreaterThanOrEqual(400);
  });
});
