import { beforeAll, describe, expect, it } from 'vitest';
import type { TestedCell } from '../../lib/analyse/drivers/cells.ts';
import { countProblems } from '../../lib/analyse/drivers/count-problems.ts';
import { findDrivers } from '../../lib/analyse/drivers/find-drivers.ts';
import type { Driver } from '../../lib/model/boards/drivers.ts';
import type { ProblemCount } from '../../lib/model/boards/problems.ts';
import type { World } from '../support/driver-worlds.ts';
import { driverWorld, openWorld } from '../support/driver-worlds.ts';

interface Found {
  world: World;
  drivers: Driver[];
  claims: Driver[];
  cells: TestedCell[];
  problems: ProblemCount[];
}

async function analysed(world: World): Promise<Found> {
  const snapshot = await openWorld(world);
  try {
    const { drivers, cells } = await findDrivers(snapshot, { windowDays: 90 });
    return { world, drivers, claims: drivers.filter((driver) => driver.significant), cells, problems: await countProblems(snapshot) };
  } finally {
    await snapshot.close();
  }
}

const SEED = 2;
let found: Found;
beforeAll(async () => { found = await analysed(driverWorld({ seed: SEED, lines: 25_000, causes: 6 })); }, 60_000);

describe('in a merchant with planted causes', () => {
  it('claims those that made many cases, by name', () => {
    const large = found.world.causes.filter((cause) => cause.extra >= 40);
    expect(large.length).toBeGreaterThan(0);
    for (const cause of large) expect(found.claims.map(({ dimensions, reason_group }) => ({ dimensions, reason_group }))).toContainEqual({ dimensions: cause.dimensions, reason_group: cause.group });
  });

  it('claims nothing that does not hold false discovery, is small, or has no excess', () => {
    for (const claim of found.claims) {
      expect(claim.q).toBeLessThanOrEqual(0.05);
      expect(claim.cases).toBeGreaterThanOrEqual(5);
      expect(claim.interval[0]).toBeGreaterThan(0);
      expect(claim.excess_minor).toBeGreaterThan(0);
    }
  });

  it('gives no case to two drivers: the excess of all never passes the cases there are', () => {
    const within = (group: string): number => found.drivers.filter((driver) => driver.reason_group === group).reduce((sum, driver) => sum + driver.excess, 0);
    for (const group of new Set(found.drivers.flatMap((driver) => driver.reason_group ?? []))) {
      expect(within(group)).toBeLessThanOrEqual(found.world.cases.filter((one) => one['reason_group'] === group).length);
    }
    expect(new Set(found.drivers.map((driver) => driver.id)).size).toBe(found.drivers.length);
    for (const driver of found.drivers) expect(driver.cases - driver.expected).toBeCloseTo(driver.excess, 1);
  });

  it('ranks claims first and lists no more than fifty others', () => {
    expect(found.drivers.map((driver) => driver.rank)).toEqual(found.drivers.map((_, place) => place + 1));
    expect(found.drivers.findLastIndex((driver) => driver.significant)).toBe(found.claims.length - 1);
    expect(found.drivers.length - found.claims.length).toBeLessThanOrEqual(50);
  });

  it('expects of a dimension\'s values together what was observed', () => {
    const carriers = found.cells.filter((cell) => Object.keys(cell.dimensions).join() === 'carrier' && cell.group === null);
    expect(carriers.length).toBe(5);
    const observed = carriers.reduce((sum, cell) => sum + cell.tally.cases, 0);
    expect(carriers.reduce((sum, cell) => sum + cell.tally.fair, 0)).toBeCloseTo(observed, 2);
  });

  it('attaches each driver to a problem of the window', () => {
    const ids = new Set(found.problems.map((problem) => `${problem.category ?? ''}|${problem.reason}`));
    for (const driver of found.drivers) expect(ids).toContain(driver.problem);
  });

  it('partitions the window\'s cases into problems, cost and all', () => {
    const last = found.world.cases.filter((one) => String(one['opened_day']) > '2026-08-24');
    expect(found.problems.reduce((sum, problem) => sum + problem.cases, 0)).toBe(last.length);
    expect(found.problems.reduce((sum, problem) => sum + problem.cost_minor, 0)).toBe(last.reduce((sum, one) => sum + Number(one['cost_minor']), 0));
  });

  it('answers the same again, to the last digit', async () => {
    expect((await analysed(driverWorld({ seed: SEED, lines: 25_000, causes: 6 }))).drivers).toEqual(found.drivers);
  }, 60_000);
});

describe('where nothing is the matter', () => {
  it('claims nothing of growth, launches and customers who send much back', async () => {
    for (const seed of [3, 4]) expect((await analysed(driverWorld({ seed, lines: 15_000, causes: 0 }))).claims).toEqual([]);
  }, 60_000);

  it('has nothing to say without cases, or without orders', async () => {
    const world = driverWorld({ seed: 5, lines: 500, causes: 0 });
    expect((await analysed({ ...world, cases: [] })).drivers).toEqual([]);
    const unmatched = await analysed({ ...world, units: [] });
    expect(unmatched.drivers).toEqual([]);
    expect(unmatched.problems.every((problem) => problem.matched === 0 && problem.growing !== true)).toBe(true);
  }, 60_000);
});

describe('awkward data', () => {
  it('reads values as values: quotes, and names of other dimensions', async () => {
    const world = driverWorld({ seed: SEED, lines: 25_000, causes: 6 });
    const warehouse = world.causes.find((cause) => cause.dimensions.warehouse !== undefined)?.dimensions.warehouse;
    const renamed = (rows: World['units']): World['units'] => rows.map((row) => (row['warehouse'] === warehouse ? { ...row, warehouse: "O'Brien';--|any" } : row));
    const { claims } = await analysed({ ...world, units: renamed(world.units), cases: renamed(world.cases) });
    expect(claims.map((claim) => claim.dimensions)).toContainEqual({ warehouse: "O'Brien';--|any" });
  }, 60_000);

  it('leaves units out whose cases nobody reports', async () => {
    const world = driverWorld({ seed: 3, lines: 15_000, causes: 0 });
    // A second site sells as much; its case files were never sent, or name no orders but one.
    const silent = world.units.map((unit) => ({ ...unit, order_pk: `silent ${String(unit['order_pk'])}`, source: 'elsewhere', channel: 'elsewhere', shop: 'elsewhere' }));
    const untraced = world.cases.map((one, place) => ({
      ...one, source: 'elsewhere', case_pk: `silent ${String(one['case_pk'])}`, matched: place === 0, order_pk: place === 0 ? `silent ${String(one['order_pk'])}` : null,
    }));
    for (const more of [[], untraced]) {
      expect((await analysed({ ...world, units: [...world.units, ...silent], cases: [...world.cases, ...more] })).claims).toEqual([]);
    }
  }, 60_000);
});
