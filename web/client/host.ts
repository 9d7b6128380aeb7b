import type { BoardFilter } from '../../lib/model/boards/filter.ts';
import type { BoardName, Hydration, PageActions, PageModel } from '../page-model.ts';
import type { Session } from './api.ts';

export type Told = { readonly type: 'filter'; readonly filter: BoardFilter } | { readonly type: 'navigate'; readonly board: BoardName } | { readonly type: 'error'; readonly code: string };

/** The page around a guest: gives it its session, tells it what to show, hears what became of it. */
export interface Host {
  readonly session: Session;
  told(event: Told): void;
  /** The host's wishes from now on; answers how to stop. `filter`: a filter that it set, of which it need not be told. */
  listen(actions: PageActions, model: () => PageModel, filter: (filter: BoardFilter) => void, refresh: () => void): () => void;
  /** Goes on in another board or language, whose script is fetched. */
  hand(next: Hydration): Promise<void>;
}
