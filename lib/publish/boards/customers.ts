import type { CustomerRow, CustomersBoard, GridCell } from '../../model/boards/customers.ts';
import type { Settings } from '../../model/settings.ts';
import type { Migration, Policy, SatisfactionSource } from '../../model/tier.ts';
import { customerTiers, type CustomerTier } from '../../model/tiers.ts';
import type { Cell, Row } from '../../ports/query.ts';
import type { BoardFrame } from './frame.ts';

export interface CustomersInput {
  readonly tiers: ReadonlyMap<CustomerTier, number>;
  readonly before: ReadonlyMap<CustomerTier, number> | null;
  readonly migration: readonly Migration[];
  /** Customers, cost_minor and contribution_minor by tier and cell of both grids. */
  readonly grid: readonly Row[];
  readonly people: readonly Row[];
  readonly policies: Readonly<Record<CustomerTier, Policy>>;
}

export function customersBoard(frame: BoardFrame, settings: Settings, { tiers, before, migration, grid, people, policies }: CustomersInput): CustomersBoard {
  const n = (row: Row, name: string): number => Number(row[name] ?? 0);
  const cells = (name: string): GridCell[] => {
    const sums = new Map<string, GridCell>();
    for (const row of grid) {
      const cell = String(row[name]);
      const sum = sums.get(cell) ?? { cell, customers: 0, cost_minor: 0, contribution_minor: 0 };
      sums.set(cell, { cell, customers: sum.customers + n(row, 'customers'), cost_minor: sum.cost_minor + n(row, 'cost_minor'), contribution_minor: sum.contribution_minor + n(row, 'contribution_minor') });
    }
    return [...sums.values()].sort((a, b) => a.cell.localeCompare(b.cell, 'en'));
  };
  const ofTier = (tier: CustomerTier, name: string): number => grid.filter((row) => row['tier'] === tier).reduce((sum, row) => sum + n(row, name), 0);
  return {
    ...frame, window_days: settings.windows.customer_days, customers: [...tiers.values()].reduce((sum, count) => sum + count, 0),
    tiers: customerTiers.map((tier) => ({
      tier, customers: tiers.get(tier) ?? 0, before: before?.get(tier) ?? null, cost_minor: ofTier(tier, 'cost_minor'), contribution_minor: ofTier(tier, 'contribution_minor'),
      policy: { refund_mode: policies[tier].refund_mode, first_response_hours: policies[tier].first_response_hours, human_review: policies[tier].human_review },
    })),
    migration: [...migration], satisfaction_loyalty: cells('satisfaction_loyalty'), value_cost: cells('value_cost'),
    people: people.map(personOf).sort((a, b) => customerTiers.indexOf(a.tier) - customerTiers.indexOf(b.tier)),
  };
}

function personOf(row: Row): CustomerRow {
  const number = (cell: Cell | undefined): number | null => (typeof cell === 'number' ? cell : null);
  const tierOf = (cell: Cell | undefined): CustomerTier | null => customerTiers.find((tier) => tier === cell) ?? null;
  const sources: readonly SatisfactionSource[] = ['rated', 'proxy', 'unknown'];
  return {
    key: String(row['customer_key']), tier: tierOf(row['tier']) ?? 'new', previous: tierOf(row['previous']),
    contribution_minor: number(row['contribution_minor']) ?? 0, cost_minor: number(row['cost_minor']) ?? 0, value: number(row['value']),
    cases: number(row['cases']) ?? 0, merchant_cases: number(row['merchant_cases']) ?? 0, silent_days: number(row['silent_days']), gap_days: number(row['gap_days']),
    satisfaction: number(row['satisfaction']), satisfaction_source: sources.find((source) => source === row['satisfaction_source']) ?? 'unknown',
    loyalty: number(row['loyalty']), churn: number(row['churn']),
  };
}
