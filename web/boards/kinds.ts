import { documentsOf } from '../../lib/model/boards/views.ts';
import type { BoardName, DocumentName, PageActions, PageModel } from '../page-model.ts';

/** What a board's component is given: the page's model, and what may be done. */
export interface BoardProps {
  readonly model: PageModel;
  readonly actions: PageActions;
}

export interface BoardKind {
  /** Fetched together when the board is opened or filtered. */
  readonly documents: readonly DocumentName[];
  /** False where it looks the same under every filter: no chips are shown. */
  readonly filterable: boolean;
  /** False where its window is fixed: no period can be chosen. */
  readonly periods: boolean;
}

/** Every board: what it is drawn from, and what narrows it down. */
export const boardKinds: Readonly<Record<BoardName, BoardKind>> = {
  overview: { documents: documentsOf.overview, filterable: true, periods: true },
  problems: { documents: documentsOf.problems, filterable: true, periods: true },
  drivers: { documents: documentsOf.drivers, filterable: true, periods: false },
  products: { documents: documentsOf.products, filterable: true, periods: false },
  customers: { documents: documentsOf.customers, filterable: true, periods: false },
  costs: { documents: documentsOf.costs, filterable: true, periods: true },
  data: { documents: ['overview'], filterable: false, periods: false },
  settings: { documents: [], filterable: false, periods: false },
};
