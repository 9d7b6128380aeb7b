import { isMerchantId } from '../../lib/model/ids.ts';
import type { Drop } from '../../lib/ports/drops.ts';
import { uploadsPrefix } from '../../lib/aws/settings.ts';

/** Why a record of an event is of no concern: said in the log, and no failure. */
export type Ignored = 'test_event' | 'not_created' | 'foreign_bucket' | 'foreign_key' | 'folder' | 'not_an_event';

export interface Arrivals {
  readonly drops: readonly Omit<Drop, 'writtenMs'>[];
  readonly ignored: readonly Ignored[];
}

/**
 * The files that an S3 event tells of, in its order. An event is a hint of anybody's making: what is no new file below `uploads/{merchant}/`
 * of our own bucket is left aside. Keys come percent-encoded with `+` for a space.
 */
export function arrivalsIn(event: unknown, bucket: string): Arrivals {
  if (field(event, 'Event') === 's3:TestEvent') return { drops: [], ignored: ['test_event'] };
  const records = field(event, 'Records');
  if (!Array.isArray(records)) return { drops: [], ignored: ['not_an_event'] };
  const found = records.map((record) => arrivalOf(record, bucket));
  return { drops: found.filter((one) => typeof one !== 'string'), ignored: found.filter((one) => typeof one === 'string') };
}

function arrivalOf(record: unknown, bucket: string): Omit<Drop, 'writtenMs'> | Ignored {
  const object = field(field(record, 's3'), 'object');
  const [name, encoded, bytes, versionId] = [field(record, 'eventName'), field(object, 'key'), field(object, 'size'), field(object, 'versionId')];
  if (typeof name !== 'string' || typeof encoded !== 'string') return 'not_an_event';
  if (!/^(s3:)?ObjectCreated:/.test(name)) return 'not_created';
  if (field(field(field(record, 's3'), 'bucket'), 'name') !== bucket) return 'foreign_bucket';
  const whole = decoded(encoded);
  const [, merchant = '', key = ''] = /^([^/]+)\/(.+)$/s.exec(whole?.startsWith(uploadsPrefix) === true ? whole.slice(uploadsPrefix.length) : '') ?? [];
  if (!isMerchantId(merchant)) return 'foreign_key';
  if (key.endsWith('/')) return 'folder';
  return { merchant, key, versionId: typeof versionId === 'string' && versionId !== '' ? versionId : 'null', bytes: typeof bytes === 'number' ? bytes : 0 };
}

function decoded(key: string): string | null {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return null;
  }
}

const field = (value: unknown, name: string): unknown => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined);
