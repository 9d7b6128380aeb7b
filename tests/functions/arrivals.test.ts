import { describe, expect, it } from 'vitest';
import { arrivalsIn } from '../../functions/aws/arrivals.ts';

const BUCKET = 'aftertier-live-uploads';

/** A record as S3 writes it; `key` encoded as S3 encodes it. */
const record = ({ key = 'uploads/acme/orders.csv', bucket = BUCKET, name = 'ObjectCreated:Put', version = 'v1', size = 12 }: { key?: string; bucket?: string; name?: string; version?: string | null; size?: number } = {}) => ({
  eventVersion: '2.1', eventSource: 'aws:s3', awsRegion: 'eu-central-1', eventTime: '2026-11-24T02:00:00.000Z', eventName: name,
  s3: { s3SchemaVersion: '1.0', bucket: { name: bucket, arn: `arn:aws:s3:::${bucket}` }, object: { key, size, eTag: 'e', ...(version === null ? {} : { versionId: version }), sequencer: '00' } },
});
const event = (...records: unknown[]) => ({ Records: records });

describe('files that an S3 event tells of', () => {
  it('a new object is a drop of the merchant whose folder it lies in, in that very version', () => {
    expect(arrivalsIn(event(record()), BUCKET)).toEqual({ drops: [{ merchant: 'acme', key: 'orders.csv', versionId: 'v1', bytes: 12 }], ignored: [] });
  });

  it('keys are decoded: percent, plus for space, Chinese; a plus sign that was meant stays one', () => {
    const keys = ['uploads/acme/7%E6%9C%88+%E9%80%80%E6%AC%BE.csv', 'uploads/acme/a%2Bb+100%25.csv', 'uploads/acme/2026/q3/returns.zip'];
    expect(arrivalsIn(event(...keys.map((key) => record({ key }))), BUCKET).drops.map(({ key }) => key)).toEqual(['7月 退款.csv', 'a+b 100%.csv', '2026/q3/returns.zip']);
  });

  it('every way of making an object counts: put, post, copy, multipart', () => {
    const names = ['ObjectCreated:Put', 'ObjectCreated:Post', 'ObjectCreated:Copy', 'ObjectCreated:CompleteMultipartUpload', 's3:ObjectCreated:Put'];
    expect(arrivalsIn(event(...names.map((name) => record({ name }))), BUCKET).drops).toHaveLength(names.length);
  });

  it('a test event, a deletion, another bucket, another folder, a folder’s placeholder are no files, and no failures', () => {
    expect(arrivalsIn({ Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: BUCKET }, BUCKET)).toEqual({ drops: [], ignored: ['test_event'] });
    const strange = [
      record({ name: 'ObjectRemoved:DeleteMarkerCreated' }), record({ name: 'ObjectRemoved:Delete' }), record({ bucket: 'somebody-elses' }), record({ key: 'raw/acme/u_1/0.csv' }), record({ key: 'uploads/orders.csv' }),
      record({ key: 'uploads/../acme/orders.csv' }), record({ key: 'uploads/ACME/orders.csv' }), record({ key: 'uploads/acme/' }), record({ key: 'uploads/acme/year/' }), record({ key: 'uploads/acme/%ZZ.csv' }),
    ];
    expect(arrivalsIn(event(...strange), BUCKET)).toEqual({
      drops: [], ignored: ['not_created', 'not_created', 'foreign_bucket', 'foreign_key', 'foreign_key', 'foreign_key', 'foreign_key', 'foreign_key', 'folder', 'foreign_key'],
    });
  });

  it('one strange record does not keep its neighbours out', () => {
    const { drops, ignored } = arrivalsIn(event(record({ key: 'x' }), null, 'text', {}, record({ key: 'uploads/m1/a.csv' }), record({ key: 'uploads/m10/b.csv' })), BUCKET);
    expect(drops.map(({ merchant }) => merchant)).toEqual(['m1', 'm10']);
    expect(ignored).toEqual(['foreign_key', 'not_an_event', 'not_an_event', 'not_an_event']);
  });

  it('what is no event at all is left aside', () => {
    for (const strange of [null, undefined, 7, 'text', [], {}, { Records: 'no' }]) expect(arrivalsIn(strange, BUCKET)).toEqual({ drops: [], ignored: ['not_an_event'] });
  });
});
