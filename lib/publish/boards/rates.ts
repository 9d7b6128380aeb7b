import type { RateStatus } from '../../model/boards/overview.ts';
import type { RateMember } from '../../model/boards/rates.ts';
import { basisPoints, betaPrior, wilson } from '../../model/statistics.ts';
import type { Row } from '../../ports/query.ts';

/** Fewer units than this are too few to call a rate. */
export const LEAST_UNITS = 30;
/** A cohort less mature than this is too early to call. */
export const LEAST_MATURE = 0.2;
/** Sales share that an excess must cost, beyond doubt, for tier D. */
const COSTLY = 0.01;

export interface Counted { readonly units: number; readonly mature: number; readonly returned: number }

export const rateStatus = ({ units, mature }: Counted): RateStatus =>
  units < LEAST_UNITS ? 'too_few' : mature / units < LEAST_MATURE ? 'too_early' : 'ok';

/** Exposed units: never fewer than came back. */
export const exposed = ({ mature, returned }: Counted): number => Math.max(mature, returned);

const counted = (row: Row): Counted => ({ units: Number(row['units']), mature: Number(row['mature'] ?? 0), returned: Number(row['returned']) });

/** The members of one dimension, each shrunken to its parent and tiered by what its excess costs. Orders that name no member are left out. */
export function rateMembers(rows: readonly Row[], dimension: string): { member: string; parent: string; rate: RateMember }[] {
  const own = rows.filter((row) => row['dimension'] === dimension && row['member'] !== null);
  const families = grouped(own);
  return own.map((row) => {
    const family = families.get(String(row['parent'])) ?? [];
    return { member: String(row['member']), parent: String(row['parent']), rate: rateOf(row, family) };
  });
}

function grouped(rows: readonly Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) found.set(String(row['parent']), [...(found.get(String(row['parent'])) ?? []), row]);
  return found;
}

function rateOf(row: Row, family: readonly Row[]): RateMember {
  const c = counted(row);
  const n = exposed(c);
  const prior = betaPrior(family.map((f) => ({ k: counted(f).returned, n: exposed(counted(f)) })));
  const [cost, paid, cases] = [Number(row['cost_minor']), Number(row['paid_minor']), Number(row['cases'])];
  const base = {
    units: c.units, mature_units: Math.round(c.mature * 10) / 10, returned: c.returned, observed_bp: c.units === 0 ? null : basisPoints(c.returned / c.units),
    status: rateStatus(c), cases, cost_minor: cost, paid_minor: paid,
  };
  if (prior === null || base.status === 'too_early' || n === 0) return { ...base, projected_bp: null, shrunken_bp: null, interval_bp: null, tier: null, excess_cost_bp: null, expected_bp: null };
  const m = prior.a + prior.b;
  const p = (prior.a + c.returned) / (m + n);
  const [low, high] = wilson(prior.a + c.returned, m + n);
  const rest = family.filter((f) => f !== row).map(counted);
  const restN = rest.reduce((sum, r) => sum + exposed(r), 0);
  const parent = restN > 0 ? rest.reduce((sum, r) => sum + r.returned, 0) / restN : p;
  // What one more case in a hundred units costs, as a share of what those units brought.
  const perCase = cases > 0 && paid > 0 && c.units > 0 ? cost / cases / (paid / c.units) : 0;
  const tier = base.status !== 'ok' ? null : (low - parent) * perCase > COSTLY ? 'D' : low > parent ? 'C' : high < parent ? 'A' : 'B';
  return {
    ...base, projected_bp: basisPoints(Math.min(1, c.returned / n)), shrunken_bp: basisPoints(p), interval_bp: [basisPoints(low), basisPoints(high)], tier,
    excess_cost_bp: basisPoints((p - parent) * perCase), expected_bp: basisPoints(parent),
  };
}
