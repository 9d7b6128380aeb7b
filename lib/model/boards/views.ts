/** Boards that may be shown in somebody else's page: none that needs a raw id, a file or a key. */
export const viewNames = ['overview', 'problems', 'drivers', 'products', 'customers', 'costs'] as const;
export type ViewName = (typeof viewNames)[number];

/** Which documents a board is drawn from. Beside them every board has `filters`: what can be chosen, and what all numbers have in common. */
export const documentsOf = {
  overview: ['overview'],
  problems: ['problems', 'costs', 'drivers'],
  drivers: ['drivers', 'problems'],
  products: ['products', 'channels'],
  customers: ['customers'],
  costs: ['costs'],
} as const satisfies Readonly<Record<ViewName, readonly string[]>>;

export const isViewName = (name: string): name is ViewName => viewNames.some((view) => view === name);
