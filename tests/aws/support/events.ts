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

/** A request to a function's address, as Lambda hands it on. */
export function urlEvent(method: string, path: string, headers: Readonly<Record<string, string>>, body?: string) {
  const { pathname, search } = new URL(path, 'https://function.invalid');
  return {
    version: '2.0', routeKey: '$default', rawPath: pathname, rawQueryString: search.slice(1), cookies: [], headers: { host: 'function.invalid', ...headers }, isBase64Encoded: false, ...(body === undefined ? {} : { body }),
    requestContext: {
      accountId: 'anonymous', apiId: 'function', domainName: 'function.invalid', domainPrefix: 'function', requestId: 'r', routeKey: '$default', stage: '$default', time: '21/Nov/2026:08:00:00 +0000', timeEpoch: 1_795_248_000_000,
      authentication: null, authorizer: {} as never, http: { method, path: pathname, protocol: 'HTTP/1.1', sourceIp: '203.0.113.7', userAgent: 'test' },
    },
  };
}
