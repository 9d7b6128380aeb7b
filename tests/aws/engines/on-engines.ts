import { describe, inject, test } from 'vitest';
import type { Addresses } from './start.ts';

/** A suite that needs the engines; where this machine has none, it is skipped by its name. */
export function onEngines(title: string, tests: (at: Addresses) => void): void {
  const at = inject('engines');
  if (at === null) describe.skip(title, () => test('needs the engines', () => undefined));
  else describe(title, () => tests(at));
}
