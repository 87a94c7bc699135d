import { defineConfig } from "vitest/config";

/** In a real Chromium against the real server: `npm run e2e`, apart from the tests that need no browser. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    globalSetup: ["../../vitest.setup.ts", "./kit/build.ts"],
    include: ["**/*.e2e.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A browser waits for its pages half of the time: two on two cores take 560 s where one takes 790.
    maxWorkers: 2,
  },
});
