import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The suites of the AWS edition on real servers; the default suite runs without them. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['tests/aws/**/*.test.ts'],
    globalSetup: ['tests/aws/engines/setup.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Several servers and their clients on two processors: one answer may be late once.
    retry: process.env['CI'] === 'true' ? 1 : 0,
    maxWorkers: 2,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  },
});
