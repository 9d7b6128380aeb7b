import { dayIn } from '../../lib/model/days.ts';
import { theEdition } from './edition.ts';
import { askSweeps, tellChanged } from './queues.ts';

/** By the clock: every merchant once through the queue of arrivals (what no event told of), or of analyses. Merchants do not wait for each other. */
export const handler = async ({ task }: { readonly task: 'sweep' | 'analyse' }): Promise<void> => {
  const edition = theEdition();
  const merchants = [...new Set([...await edition.drops.merchants(), ...await edition.documents.merchants()])].sort();
  if (task === 'sweep') return askSweeps(process.env, merchants.map((merchant) => ({ merchant })));
  const day = dayIn('UTC', edition.clock.nowMs());
  return tellChanged(process.env, merchants.map((merchant) => ({ merchant, of: { day } })));
};
