import { Lab, testFile, type FileResult } from "../../apps/server/src/features/scenarios/index.ts";
import { openTestDatabase } from "../../apps/server/src/platform/db/testing.ts";

/** What `cadencia test` says of a file. */
export const runFile = async (file: string): Promise<FileResult> => {
  const database = await openTestDatabase();
  const lab = new Lab({ prefix: "saved_", openPool: () => database.pool });
  try {
    return await testFile(lab, file, { elapsed: () => performance.now() });
  } finally {
    await database.close();
  }
};
