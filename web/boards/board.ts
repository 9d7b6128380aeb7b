import type { VNode } from 'preact';
import type { BoardName } from '../page-model.ts';
import type { BoardProps } from './kinds.ts';

type Component = (props: BoardProps) => VNode;

/** Where each board is drawn: a file of its own for the browser, fetched when it is opened. */
const components: Readonly<Record<BoardName, () => Promise<Component>>> = {
  overview: async () => (await import('./overview.tsx')).Overview,
  problems: async () => (await import('./problems.tsx')).Problems,
  drivers: async () => (await import('./drivers.tsx')).Drivers,
  products: async () => (await import('./products.tsx')).Products,
  customers: async () => (await import('./customers.tsx')).Customers,
  costs: async () => (await import('./costs.tsx')).Costs,
  data: async () => (await import('./data.tsx')).Data,
  settings: async () => (await import('./settings.tsx')).SettingsBoard,
};

const loaded = new Map<BoardName, Component>();

/** Boards are rendered at once, so what one needs is there before it is shown: on the server at the first request, in the browser when it is opened. */
export async function loadBoard(name: BoardName): Promise<void> {
  if (!loaded.has(name)) loaded.set(name, await components[name]());
}

export const boardComponent = (name: BoardName): Component | null => loaded.get(name) ?? null;
