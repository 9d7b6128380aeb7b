import { parseArgs } from 'node:util';
import { findDrivers } from '../../lib/analyse/drivers/find-drivers.ts';
import type { Driver } from '../../lib/model/boards/drivers.ts';
import type { Cause } from '../support/driver-worlds.ts';
import { driverWorld, openWorld } from '../support/driver-worlds.ts';

/**
 * How well drivers find causes that were planted, and how often they claim something where nothing is:
 * A cause counts where it made at least 20 cases in the window.
 * `npx tsx tests/long/drivers.eval.ts --worlds 40 [--lines 40000] [--seed 1] [--spread 0.2] [--verbose]`.
 */
const { values } = parseArgs({
  options: {
    worlds: { type: 'string', default: '20' }, lines: { type: 'string', default: '40000' }, seed: { type: 'string', default: '1' },
    spread: { type: 'string', default: '0.2' }, verbose: { type: 'boolean', default: false },
  },
});
const LARGE = 20;
const count = Number(values.worlds);
const options = { lines: Number(values.lines), productSpread: Number(values.spread) };

const matches = (driver: Driver, cause: Cause): boolean =>
  (driver.reason_group === null || driver.reason_group === cause.group)
  && JSON.stringify(Object.entries(driver.dimensions).sort()) === JSON.stringify(Object.entries(cause.dimensions).sort());
const name = (cause: Cause): string => [...Object.entries(cause.dimensions).map(([key, value]) => `${key}=${value}`), cause.group].join(';');

let [planted5, found5, planted10, found10, claims, falseClaims, causeless, claimsThere] = [0, 0, 0, 0, 0, 0, 0, 0];
for (let seed = Number(values.seed); seed < Number(values.seed) + count; seed += 1) {
  for (const causes of [4 + (seed % 5), 0]) {
    const world = driverWorld({ seed, causes, ...options });
    const snapshot = await openWorld(world);
    const { drivers } = await findDrivers(snapshot, { windowDays: 90 });
    await snapshot.close();
    const claimed = drivers.filter((driver) => driver.significant);
    const large = world.causes.filter((cause) => cause.extra >= LARGE);
    const foundIn = (top: number): number => large.filter((cause) => claimed.slice(0, top).some((driver) => matches(driver, cause))).length;
    if (causes === 0) {
      causeless += claimed.length > 0 ? 1 : 0;
      claimsThere += claimed.length;
    } else {
      planted5 += Math.min(5, large.length);
      found5 += foundIn(5);
      planted10 += Math.min(10, large.length);
      found10 += foundIn(10);
      claims += claimed.length;
      falseClaims += claimed.filter((driver) => !world.causes.some((cause) => matches(driver, cause))).length;
    }
    if (values.verbose) {
      const shown = (driver: Driver): string => `${driver.id} ${driver.cases}/${driver.expected.toFixed(1)} q=${driver.q.toExponential(1)}`;
      console.log(`seed ${seed}, ${causes} causes; cases ${world.cases.length}`);
      for (const cause of world.causes.filter((one) => !claimed.some((driver) => matches(driver, one)))) {
        console.log(`  missed ${name(cause)} x${cause.times.toFixed(1)} +${cause.extra}`, drivers.filter((driver) => matches(driver, cause)).map(shown).join());
      }
      for (const driver of claimed.filter((one) => !world.causes.some((cause) => matches(one, cause)))) console.log('  false', shown(driver));
    }
  }
}
const share = (part: number, whole: number): string => (whole === 0 ? '-' : (part / whole).toFixed(3));
console.log(`worlds ${count} with causes and ${count} without, ${values.lines} order lines, product spread ${values.spread}`);
console.log(`recall@5 ${share(found5, planted5)}  recall@10 ${share(found10, planted10)}  false claims ${share(falseClaims, claims)} of ${claims}`);
console.log(`worlds without causes with a claim ${share(causeless, count)}  claims there ${claimsThere}`);
