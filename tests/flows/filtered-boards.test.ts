import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedEdition } from '../../lib/embedded/edition.ts';
import { boardText } from '../../lib/flows/boards.ts';
import { ingest } from '../../lib/flows/ingest.ts';
import { publish } from '../../lib/flows/publish.ts';
import { receive } from '../../lib/flows/uploads.ts';
import type { CostsBoard } from '../../lib/model/boards/costs.ts';
import type { CustomersBoard } from '../../lib/model/boards/customers.ts';
import type { DriversBoard } from '../../lib/model/boards/drivers.ts';
import { noFilter, type BoardFilter, type Filtered } from '../../lib/model/boards/filter.ts';
import type { OverviewBoard } from '../../lib/model/boards/overview.ts';
import type { ProblemsBoard } from '../../lib/model/boards/problems.ts';
import { trusted, type MerchantId } from '../../lib/model/ids.ts';
import { demoFiles, generateDemo } from '../../lib/demo/generate.ts';

const merchant = trusted<MerchantId>('m1');
let data: string;
let edition: Awaited<ReturnType<typeof embeddedEdition>>;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'aftertier-filters-'));
  edition = await embeddedEdition({ data: join(data, 'edition') });
  const dir = join(data, 'files');
  await generateDemo({ seed: 5, causes: true, orderLines: 6_000, dir });
  for (const file of demoFiles) {
    const entry = await receive(edition, merchant, file, join(dir, file));
    await ingest(edition, merchant, entry.upload);
  }
  await publish(edition, merchant);
});
afterAll(async () => {
  await edition.close();
  await rm(data, { recursive: true, force: true });
});

async function board<T>(name: 'overview' | 'problems' | 'drivers' | 'customers' | 'costs', filter: Partial<BoardFilter> = {}): Promise<T & Filtered> {
  return JSON.parse(await boardText(edition, merchant, name, null, { ...noFilter, ...filter }) ?? 'null') as T & Filtered;
}
const sum = (list: readonly { cost_minor: number }[]): number => list.reduce((total, one) => total + one.cost_minor, 0);

describe('a filter is answered from the cube', () => {
  it('as the whole is from the lake, where it leaves everything in', async () => {
    const whole = await board<OverviewBoard>('overview');
    const same = await board<OverviewBoard>('overview', { period: 90 });
    expect(same.totals).toEqual(whole.totals);
    expect(same.before).toEqual(whole.before);
    expect(same.faults).toEqual(whole.faults);
    expect(same.tiers).toEqual(whole.tiers);
    expect(same.figures.return_rate?.returned).toBe(whole.figures.return_rate?.returned);
    expect(same.figures.return_rate?.projected_bp).toBeCloseTo(whole.figures.return_rate?.projected_bp ?? 0, -0.5);
    const costs = await board<CostsBoard>('costs', { period: 90 });
    expect({ total: costs.total_minor, lines: costs.lines, channel: costs.by.channel }).toEqual(await board<CostsBoard>('costs').then((c) => ({ total: c.total_minor, lines: c.lines, channel: c.by.channel })));
    expect((await board<CustomersBoard>('customers', { period: 90 })).migration).toEqual((await board<CustomersBoard>('customers')).migration);
  });

  it.each(['channel', 'category', 'region'] as const)('and its parts by %s add up to the whole', async (dimension) => {
    const options = JSON.parse(await boardText(edition, merchant, 'filters', null) ?? '') as Record<string, string[]>;
    const whole = await board<CostsBoard>('costs');
    const loose = whole.lines.find((line) => line.line === 'contacts_without_case')?.actual_minor ?? 0;
    let [cost, cases] = [0, 0];
    for (const value of [...options[dimension] ?? [], '']) {
      const part = await board<CostsBoard>('costs', { [dimension]: [value] });
      for (const list of Object.values(part.by)) expect(sum(list)).toBe(part.total_minor);
      cost += part.total_minor;
      cases += part.cases;
    }
    const folded = whole.by.region.length > 12 && dimension === 'region';
    if (folded) expect(cost).toBeLessThan(whole.total_minor - loose);
    else expect([cost, cases]).toEqual([whole.total_minor - loose, whole.cases]);
  });

  it('problems partition what is left; a driver is shown where it names what the filter asks for', async () => {
    const costs = await board<CostsBoard>('costs', { category: ['女装'] });
    const problems = await board<ProblemsBoard>('problems', { category: ['女装'] });
    expect(problems.problems.length).toBeGreaterThan(3);
    expect(sum(problems.problems)).toBe(costs.total_minor);
    expect(new Set(problems.problems.map((problem) => problem.category))).toEqual(new Set(['女装']));
    const drivers = await board<DriversBoard>('drivers', { channel: ['taobao'] });
    for (const driver of drivers.drivers) expect(driver.dimensions.channel).toBe('taobao');
  });

  it('a reason has no units and no customers: no rates, and it says what to drop', async () => {
    const fit = await board<OverviewBoard>('overview', { reason: ['fit'] });
    expect(fit.figures.return_rate).toBeNull();
    expect(fit.totals.paid_minor).toBeNull();
    expect(fit.unanswered).toContainEqual({ part: 'rates', drop: 'reason' });
    expect(fit.totals.cases).toBeGreaterThan(0);
    expect(fit.problems.top.every((problem) => problem.reason_group === 'fit')).toBe(true);
  });

  it('what was folded away, and a period without an edge, are refused rather than guessed', async () => {
    await expect(board('costs', { channel: ['nowhere'] })).rejects.toMatchObject({ code: 'over_cube' });
    await expect(board('costs', { period: 45 })).rejects.toMatchObject({ code: 'over_cube' });
  });
});
