import { existsSync } from "node:fs";
import type { Config } from "../config/index.ts";
import { DatabaseError } from "./errors.ts";

/** Refuses before the embedded server makes its directory, where there is none to be opened. */
export const refuseWithoutData = ({ databaseUrl, dataDirectory }: Config): void => {
  if (databaseUrl === undefined && !existsSync(dataDirectory))
    throw new DatabaseError("DB_NO_WORKSPACE", { why: `${dataDirectory} does not exist` });
};
