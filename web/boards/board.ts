import type { VNode } from 'preact';
import { documentsOf } from '../../lib/model/boards/views.ts';
import type { BoardName, DocumentName, PageActions, PageModel } from '../page-model.ts';

/** What a board's component is given: the page's model, and what may be done. */
export interface BoardProps {
  readonly model: PageModel;
  readonly actions: PageActions;
}

export interface Board {
  /** Fetched together when the board is opened or filtered. */
  readonly documents: readonly DocumentName[];
  /** False where it looks the same under every filter: no chips are shown. */
  readonly filterable: boolean;
  /** False where its window is fixed: no period can be chosen. */
  readonly periods: boolean;
  /** Its own file for the browser, fetched when it is opened. */
  load(): Promise<(props: BoardProps) => VNode>;
}

type Component = Awaited<ReturnType<Board['load']>>;

/** Every board: what it is drawn from, and where it is drawn. */
export const boards: Readonly<Record<BoardName, Board>> = {
  overview: { documents: documentsOf.overview, filterable: true, periods: true, load: async () => (await import('./overview.tsx')).Overview },
  problems: { documents: documentsOf.problems, filterable: true, periods: true, load: async () => (await import('./problems.tsx')).Problems },
  drivers: { documents: documentsOf.drivers, filterable: true, periods: false, load: async () => (await import('./drivers.tsx')).Drivers },
  products: { documents: documentsOf.products, filterable: true, periods: false, load: async () => (await import('./products.tsx')).Products },
  customers: { documents: documentsOf.customers, filterable: true, periods: false, load: async () => (await import('./customers.tsx')).Customers },
  costs: { documents: documentsOf.costs, filterable: true, periods: true, load: async () => (await import('./costs.tsx')).Costs },
  data: { documents: ['overview'], filterable: false, periods: false, load: async () => (await import('./data.tsx')).Data },
  settings: { documents: [], filterable: false, periods: false, load: async () => (await import('./settings.tsx')).SettingsBoard },
};

const loaded = new Map<BoardName, Component>();

/** Boards are rendered at once, so what one needs is there before it is shown: on the server at the first request, in the browser when it is opened. */
export async function loadBoard(name: BoardName): Promise<void> {
  if (!loaded.has(name)) loaded.set(name, await boards[name].load());
}

export const boardComponent = (name: BoardName): Component | null => loaded.get(name) ?? null;
