/** One PostgreSQL for the whole run; `openTestDatabase()` gives each test file a database of its own on it. */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (Number(process.versions.node.split(".")[0]) < 26) {
    process.stderr.write(
      "This is an old Node: tests that need Temporal or a database will fail. Use npx vitest.\n",
    );
    return undefined;
  }
  const { startSharedServer } = await import("./apps/server/src/platform/db/shared-test-server.ts");
  const { nameRun } = await import("./apps/server/src/platform/db/test-templates.ts");
  const removeTemplates = nameRun();
  const stopServer = startSharedServer();
  return async () => {
    await removeTemplates();
    await stopServer();
  };
}
