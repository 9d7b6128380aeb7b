import { defineConfig } from 'vitest/config';

/** The long suites: faults, fuzz. Behind commands of their own (package.json), so that the default suite stays quick. */
export default defineConfig({
  test: { include: ['tests/long/**/*.{test,fuzz}.ts'], testTimeout: 1_800_000, hookTimeout: 120_000, maxWorkers: 2 },
});
