import type { CustomersBoard } from '../../model/boards/customers.ts';
import type { Settings } from '../../model/settings.ts';
import type { Migration } from '../../model/tier.ts';
import { customerTiers, type CustomerTier } from '../../model/tiers.ts';
import type { Row } from '../../ports/query.ts';
import type { BoardFrame } from './frame.ts';

export function customersBoard(
  frame: BoardFrame, settings: Settings, tiers: ReadonlyMap<CustomerTier, number>, before: ReadonlyMap<CustomerTier, number> | null, migration: Migration[], grid: readonly Row[],
): CustomersBoard {
  const cells = (name: string): { cell: string; customers: number }[] => {
    const sums = new Map<string, number>();
    for (const row of grid) sums.set(String(row[name]), (sums.get(String(row[name])) ?? 0) + Number(row['customers']));
    return [...sums].map(([cell, customers]) => ({ cell, customers })).sort((a, b) => a.cell.localeCompare(b.cell, 'en'));
  };
  return {
    ...frame, window_days: settings.windows.customer_days, customers: [...tiers.values()].reduce((n, c) => n + c, 0),
    tiers: customerTiers.map((tier) => ({ tier, customers: tiers.get(tier) ?? 0, before: before?.get(tier) ?? null })),
    migration, satisfaction_loyalty: cells('satisfaction_loyalty'), value_cost: cells('value_cost'),
  };
}
