import type { SQSEvent } from 'aws-lambda';

/** What S3 says of a new object: the shape of its notifications, with the key encoded as they encode it. */
export function objectCreated({ bucket, key, versionId, bytes }: { bucket: string; key: string; versionId: string; bytes: number }): object {
  return {
    Records: [{
      eventVersion: '2.1', eventSource: 'aws:s3', awsRegion: 'us-east-1', eventTime: '2026-11-21T08:00:00.000Z', eventName: 'ObjectCreated:Put',
      s3: {
        s3SchemaVersion: '1.0', configurationId: 'arrivals', bucket: { name: bucket, arn: `arn:aws:s3:::${bucket}` },
        object: { key: encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+'), size: bytes, versionId, sequencer: '00673F0B9A5C6D0E' },
      },
    }],
  };
}

/** Messages as Lambda hands a batch of them to a function. */
export const sqsEvent = (messages: readonly { readonly body: string; readonly group?: string | undefined }[]): SQSEvent => ({
  Records: messages.map(({ body, group }, n) => ({
    messageId: `m${n}`, receiptHandle: `r${n}`, body, messageAttributes: {}, md5OfBody: '', eventSource: 'aws:sqs', eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:arrivals', awsRegion: 'us-east-1',
    attributes: { ApproximateReceiveCount: '1', SentTimestamp: '0', SenderId: 'S3', ApproximateFirstReceiveTimestamp: '0', ...(group === undefined ? {} : { MessageGroupId: group }) },
  })),
});

/** A function with all its time before it. */
export const inTime = { getRemainingTimeInMillis: () => 900_000 };
