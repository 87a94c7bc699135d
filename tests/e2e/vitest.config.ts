import { defineConfig } from "vitest/config";

/** In a real Chromium against the real server: `npm run e2e`, apart from the tests that need no browser. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    globalSetup: ["../../vitest.setup.ts", "./kit/build.ts"],
    include: ["**/*.e2e.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Pages draw in real time; beside another browser they would be late for reasons of their own.
    fileParallelism: false,
  },
});
