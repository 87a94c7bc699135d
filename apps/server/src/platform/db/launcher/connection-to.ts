import type { ClientConfig } from "pg";
import { superuser } from "./initialise.ts";

/** How to reach the server of this socket. PGSSLMODE in the operator's environment is meant for other servers. */
export const connectionTo = (socketDirectory: string): ClientConfig => ({
  host: socketDirectory,
  port: 5432,
  user: superuser,
  database: "postgres",
  ssl: false,
});
