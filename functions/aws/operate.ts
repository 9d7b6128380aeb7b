import { Failure } from '../../lib/model/failure.ts';
import { scopes as known, type Scope } from '../../lib/ports/keys.ts';
import { theEdition } from './edition.ts';
import { askSweeps, merchantIn, tellChanged } from './queues.ts';

/** What an operator asks for by hand, with the rights of an account and not of a key: docs/aws.md tells how. */
export interface Order {
  readonly task: 'key' | 'keys' | 'revoke' | 'sweep' | 'publish';
  readonly merchant: string;
  readonly scopes?: readonly string[];
  /** Of a key. */
  readonly id?: string;
}

export const handler = async (order: Order): Promise<unknown> => {
  const { keys, clock } = theEdition();
  const merchant = merchantIn(order);
  if (merchant === null) throw new Failure('bad_order', 'merchant: lower case letters, digits, - and _, at most 63');
  const nowMs = clock.nowMs();
  switch (order.task) {
    case 'key': return keys.create(merchant, scopesOf(order), nowMs);
    case 'keys': return (await keys.list(merchant)).map(({ id, scopes, createdMs, revokedMs }) => ({ id, scopes, createdMs, revokedMs }));
    case 'revoke': return keys.revoke(merchant, order.id ?? '', nowMs);
    case 'sweep': return askSweeps(process.env, [{ merchant }]);
    case 'publish': return tellChanged(process.env, [{ merchant, of: { anew: new Date(nowMs).toISOString() } }]);
    default: throw new Failure('bad_order', 'task: key, keys, revoke, sweep, publish');
  }
};

function scopesOf({ scopes = [] }: Order): Scope[] {
  const wanted = known.filter((scope) => scopes.includes(scope));
  if (wanted.length === 0 || wanted.length !== new Set(scopes).size) throw new Failure('bad_order', `scopes: ${known.join(', ')}`);
  return wanted;
}
