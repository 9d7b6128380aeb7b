/** A merchant's settings, as a document. Partial documents merge over the defaults; money in minor units of the reporting currency. */
export interface Settings {
  readonly time_zone: string;
  readonly currency: string;
  /** Legal market: sets the floor that no policy goes below. */
  readonly market: 'CN' | 'EU' | 'UK' | 'US' | 'OTHER';
  readonly costs: CostSettings;
  readonly windows: { readonly customer_days: number; readonly problem_days: number };
  readonly preset: 'cautious' | 'standard' | 'strict';
  /** tier → overrides of its policy. */
  readonly policies: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Whose pages may frame an embedded board, as origins (`https://admin.shop.example`); none but our own by default. */
  readonly embed: { readonly origins: readonly string[] };
}

/** What a case is assumed to cost where the export does not say. Amounts in minor units per case or unit, shares in basis points. */
export interface CostSettings {
  readonly inbound_freight_minor: number;
  readonly outbound_freight_minor: number;
  readonly freight_insurance_minor: number;
  readonly handling_minor: number;
  readonly inspection_minor: number;
  readonly repair_parts_minor: number;
  readonly repair_labour_minutes: number;
  readonly labour_minor_per_hour: number;
  readonly service_minutes_per_case: number;
  readonly service_minor_per_hour: number;
  readonly payment_fee_bp: number;
  /** Share of the unit cost that is written down, by disposition. */
  readonly write_down_bp: Readonly<Record<'restock' | 'refurbish' | 'return_to_vendor' | 'liquidate' | 'scrap' | 'lost' | 'unknown', number>>;
  /** Gross margin assumed where no unit cost is known: unit cost = paid x (1 - margin). */
  readonly margin_bp: number;
  readonly hidden_minor_per_case: number;
  readonly fixed_monthly_minor: number;
}

export const defaultSettings: Settings = {
  time_zone: 'Asia/Shanghai',
  currency: 'CNY',
  market: 'CN',
  costs: {
    inbound_freight_minor: 800,
    outbound_freight_minor: 600,
    freight_insurance_minor: 0,
    handling_minor: 300,
    inspection_minor: 200,
    repair_parts_minor: 1500,
    repair_labour_minutes: 30,
    labour_minor_per_hour: 4000,
    service_minutes_per_case: 8,
    service_minor_per_hour: 3600,
    payment_fee_bp: 60,
    write_down_bp: { restock: 500, refurbish: 3000, return_to_vendor: 1000, liquidate: 7000, scrap: 10000, lost: 10000, unknown: 2000 },
    margin_bp: 4500,
    hidden_minor_per_case: 0,
    fixed_monthly_minor: 0,
  },
  windows: { customer_days: 365, problem_days: 90 },
  preset: 'standard',
  policies: {},
  embed: { origins: [] },
};

type Plain = { readonly [name: string]: unknown };
const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Deep merge of plain objects; every other value replaces. Names that reach a prototype are skipped. */
export function mergeDocument<T>(base: T, change: unknown): T {
  if (!isPlain(base) || !isPlain(change)) return (change === undefined ? base : change) as T;
  const merged: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(change)) {
    if (name === '__proto__' || name === 'constructor' || name === 'prototype') continue;
    merged[name] = name in base ? mergeDocument(base[name], value) : value;
  }
  return merged as T;
}
