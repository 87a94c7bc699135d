import { CodedError, type Config } from "../../../platform/config/index.ts";
import { Refusal } from "../../../platform/errors/index.ts";
import type { Engine } from "../../automation/index.ts";
import { isWaiting, takeWorkspace } from "./take-workspace.ts";

/** Whoever installs without a browser names the administrator and the first password; later neither is looked at. */
export const takeFromEnvironment = async (
  engine: Engine,
  { adminEmail: email, adminPassword: password }: Pick<Config, "adminEmail" | "adminPassword">,
): Promise<void> => {
  if (password === undefined || !(await isWaiting(engine))) return;
  try {
    await takeWorkspace(engine, { email, password, values: {}, settings: {} });
  } catch (error) {
    // Another process that started at the same moment was first.
    if (error instanceof Refusal && error.code === "conflict") return;
    throw asConfigError(error);
  }
};

const asConfigError = (error: unknown): unknown => {
  if (!(error instanceof Refusal) || error.code !== "validation_failed") return error;
  const code = "CONFIG_ADMIN_PASSWORD_INVALID";
  const line = `CADENCIA_ADMIN_PASSWORD cannot be used: ${error.message}.`;
  return new CodedError({ code, exitCode: 78, line, cause: error });
};
