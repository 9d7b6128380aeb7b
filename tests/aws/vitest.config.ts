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
    maxWorkers: 2,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  },
});
