import type { Command } from "commander";
import { printResetLink } from "../features/access/index.ts";
import { readConfig } from "../platform/config/index.ts";
import { DEFAULT_SETTINGS } from "../platform/workspace/index.ts";
import { withCadencia } from "./with-cadencia.ts";

export const registerResetPassword = (program: Command): void => {
  program
    .command("reset-password <email>")
    .description("Print a link with which a user sets a password; it works once, within an hour.")
    .addHelpText(
      "after",
      `
Examples:
  cadencia reset-password ana@example.com
  cadencia reset-password ana@example.com | wl-copy`,
    )
    .action(resetPassword);
};

/** The link alone goes to stdout, so that a script can take it. */
const resetPassword = (email: string): Promise<void> =>
  withCadencia(
    async ({ workspace }) => {
      const { port } = readConfig();
      const link = await printResetLink(workspace, email, (publicUrl) =>
        publicUrl === DEFAULT_SETTINGS.publicUrl ? `http://localhost:${port}` : publicUrl,
      );
      console.error("Whoever opens this link within an hour sets the password:");
      console.log(link);
    },
    { existing: true },
  );
