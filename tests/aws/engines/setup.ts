import type { TestProject } from 'vitest/node';
import { lacking } from './fetch.ts';
import type { Addresses } from './start.ts';
import { running, startEngines } from './start.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Null where this machine cannot run them: suites skip by name. */
    engines: Addresses | null;
  }
}

/** One set of engines for all suites: each makes buckets, tables and merchants of its own. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const there = await running();
  if (there !== null) {
    project.provide('engines', there);
    return undefined;
  }
  const missing = await lacking();
  if (missing.length > 0) {
    const told = `The suites on real engines need ${missing.join(', ')} on this machine.`;
    if (process.env['CI'] === 'true') throw new Error(told);
    console.log(`${told} They are skipped.`);
    project.provide('engines', null);
    return undefined;
  }
  const { stop, ...addresses } = await startEngines();
  project.provide('engines', addresses);
  return stop;
}
