import { createHash } from "node:crypto";
import { createPool, type PreparedContent } from "../../platform/db/index.ts";
import { schemaNameOf } from "./lab.ts";
import { runScript } from "./lab.repo.ts";
import { labScript } from "./lab-schema.repo.ts";

/** So many empty workspaces for a server to start with; another version's have another name. */
export const labContent = async (prefix: string, count: number): Promise<PreparedContent> => {
  const schemas = Array.from({ length: count }, (_, index) => `"${schemaNameOf(prefix, index + 1)}"`);
  const scripts = await Promise.all(schemas.map(labScript));
  const digest = createHash("sha256").update(scripts.join("\n")).digest("hex").slice(0, 16);
  return {
    name: `lab-${digest}`,
    make: async (connection) => {
      const pool = createPool({ connection, maxConnections: 1 });
      try {
        for (const script of scripts) await runScript(pool, script);
      } finally {
        await pool.end();
      }
    },
  };
};
