import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { flowWalk, type Accident } from '../support/flow-walk.ts';
import { stages } from '../support/flow-stages.ts';
import type { Told } from '../support/flow-worker.ts';

let walk: Awaited<ReturnType<typeof flowWalk>>;
beforeAll(async () => void (walk = await flowWalk()), 1_800_000);
afterAll(() => walk?.close());

/** Every step of a stage, with what is done to it. */
const accidents = (stage: number, plans: (step: number) => readonly string[]): Accident[] =>
  Array.from({ length: walk.steps[stage] ?? 0 }, (_, n) => plans(n + 1).map((plan) => ({ stage, plan }))).flat();

function sameAsClean(told: Told, { stage, plan }: Accident): void {
  const clean = walk.clean[stage] ?? expect.fail('no such stage');
  const where = `${stages[stage]?.name} ${plan}`;
  expect(told.end, where).toEqual(clean.end);
  expect(told.files, where).toEqual(clean.files);
  expect(told.versions[0], where).toBeLessThanOrEqual(told.versions[1]);
}

test('the stages of a clean pass do something each, and end sane', () => {
  expect(walk.steps.every((steps) => steps > 5)).toBe(true);
  const last = walk.clean.at(-1)?.end ?? expect.fail();
  expect(last.uploads.map(({ decision, withdrawn }) => [decision, withdrawn])).toEqual([['accepted', false], ['partly', false], ['accepted', true]]);
  expect(last).toMatchObject({ takenIn: 3, published: last.version });
  for (const { tables } of last.uploads) for (const t of Object.values(tables)) expect(t.rows).toBe(t.inserted + t.updated + t.unchanged + t.stale);
  // As if the withdrawn file had never come: records, tiers and boards.
  const withoutIt = walk.clean[stages.findIndex(({ name }) => name === 'publish')];
  expect(last.hash).toEqual(withoutIt?.end.hash);
  console.log(`steps: ${walk.steps.map((steps, stage) => `${stages[stage]?.name} ${steps}`).join(', ')}; together ${walk.steps.reduce((a, b) => a + b, 0)}`);
});

const named = stages.map(({ name }, stage) => [name, stage] as const);

describe('killed after any step, a restart ends in the state of a clean pass, with nothing twice and nothing left behind', () => {
  // Nothing is written between two steps: after one is before the next.
  test.each(named)('%s', (_, stage) => walk.walk(accidents(stage, (n) => [`stop:${n}`]), sameAsClean));
  // That a folder of a process that stands still is that of one that is killed there.
  test.each(named)('killed indeed, around some steps: %s', (_, stage) => walk.walk(accidents(stage, (n) => (n === 1 ? ['crash:1:before'] : n % 12 === 0 ? [`crash:${n}:after`] : [])), sameAsClean));
});

describe('so does an I/O error at any step', () => {
  test.each(named)('once: %s', (_, stage) => walk.walk(accidents(stage, (n) => [`fail:${n}`]), sameAsClean));
  test.each(named)('for ever: %s', (_, stage) => walk.walk(accidents(stage, (n) => [`fail:${n}:forever`]), sameAsClean));
  test.each(named)('after it was done, or for ever because the disk is full, in turn: %s', (_, stage) => walk.walk(accidents(stage, (n) => [n % 2 === 0 ? `fail:${n}:lost` : `fail:${n}:full:forever`]), sameAsClean));
});
