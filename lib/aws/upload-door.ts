import type { S3Client } from '@aws-sdk/client-s3';
import type { UploadDoor } from '../ports/upload-door.ts';
import { uploadsPrefix } from './settings.ts';

/** An address is good for so long. */
const GOOD_S = 15 * 60;
const TYPE = 'application/octet-stream';

/** Files go straight to the bucket, by a form that S3 itself holds to its key, type and length. */
export function s3UploadDoor(client: () => Promise<S3Client>, bucket: () => string): UploadDoor {
  return {
    async open({ merchant, upload, file, bytes }) {
      const { createPresignedPost } = await import('@aws-sdk/s3-presigned-post');
      const { url, fields } = await createPresignedPost(await client(), {
        Bucket: bucket(), Key: `${uploadsPrefix}${merchant}/${upload}/${file}`, Expires: GOOD_S, Fields: { 'Content-Type': TYPE },
        Conditions: [['eq', '$Content-Type', TYPE], ['content-length-range', bytes, bytes]],
      });
      return { url, method: 'POST', headers: {}, fields };
    },
  };
}
