import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Long suites (faults, fuzz, bench, browser on real servers) have commands of their own in package.json.
    exclude: ['tests/long/**', 'tests/aws/**'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Real servers, a real browser and real processes: on a CI machine with neighbours one of them may be late once.
    retry: process.env['CI'] === 'true' ? 1 : 0,
    maxWorkers: 2,
  },
});
