import type { Command } from "commander";
import { createApiKey, listApiKeys, revokeApiKey } from "../features/access/index.ts";
import { withCadencia } from "./with-cadencia.ts";

const EXAMPLES = `
Exit status: 0 when it is done, 2 when there is no such key or user.

Examples:
  cadencia api-key create --name website
  cadencia api-key create --name phone --user ana@example.com
  cadencia api-key list
  cadencia api-key revoke website
  export KEY=$(cadencia api-key create --name shell)`;

export const registerApiKey = (program: Command): void => {
  const keys = program.command("api-key").description("Make, list and revoke keys for the API.");
  keys.addHelpText("after", EXAMPLES);
  keys
    .command("create")
    .description("Make a key and print it, once: only its hash is kept.")
    .requiredOption("--name <name>", "what the key is for")
    .option("--user <user>", "address or handle of the user it acts as (default: the administrator)")
    .action(create);
  keys.command("list").description("List the keys, without their secrets.").action(list);
  keys.command("revoke <name>").description("Revoke a key by its name or id.").action(revoke);
};

/** The key alone goes to stdout, so that a script can take it. */
const create = (options: { readonly name: string; readonly user?: string }): Promise<void> =>
  withCadencia(
    async ({ workspace }) => {
      const { secret, user } = await createApiKey(workspace, options);
      console.error(`A key of ${user}. It is shown only now:`);
      console.log(secret);
    },
    { existing: true },
  );

const list = (): Promise<void> =>
  withCadencia(
    async ({ workspace }) => {
      const keys = await listApiKeys(workspace);
      if (keys.length === 0)
        console.error('There is no key yet. Make one with "cadencia api-key create --name NAME".');
      const rows = keys.map((key) => [
        key.name,
        key.user,
        `made ${day(key.createdAt)}`,
        key.lastUsedAt === null ? "never used" : `used ${day(key.lastUsedAt)}`,
        key.revokedAt === null ? "" : `revoked ${day(key.revokedAt)}`,
        key.id,
      ]);
      const widths =
        rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
      for (const row of rows)
        console.log(
          row
            .map((cell, column) => cell.padEnd(widths[column] ?? 0))
            .join("  ")
            .trim(),
        );
    },
    { existing: true },
  );

const day = (instant: string): string => instant.slice(0, 10);

const revoke = (name: string): Promise<void> =>
  withCadencia(
    async ({ workspace }) => {
      const count = await revokeApiKey(workspace, name);
      console.log(`Revoked ${count === 1 ? "the key" : `${count} keys`} ${name}.`);
    },
    { existing: true },
  );
