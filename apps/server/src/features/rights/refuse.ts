import type { Action, Rights } from "@cadencia/core/rights";
import { Refusal, type FieldProblem } from "../../platform/errors/index.ts";

const ONLY: Readonly<Record<"own" | "team", string>> = { own: "their own", team: "those of their team" };

/** What keeps somebody from an action, in a line that names the role and how far it reaches. */
export const forbiddenAction = (rights: Rights, action: Action, object: string): FieldProblem => {
  const scope = rights.scope(object, action);
  const reach =
    scope === "own" || scope === "team"
      ? `of ${object} records may ${action} only ${ONLY[scope]}`
      : `may not ${action} ${object} records`;
  return { field: "", code: "forbidden", message: `forbidden: ${who(rights)} ${reach}` };
};

export const forbiddenField = (rights: Rights, object: string, field: string): FieldProblem => ({
  field,
  code: "forbidden",
  message: `forbidden: ${who(rights)} may not write ${object}.${field}`,
});

/** Refuses what is configured rather than kept as records. */
export const requireRight = (rights: Rights, action: Action, object: string): void => {
  if (rights.scope(object, action) !== "none") return;
  const message = `forbidden: ${who(rights)} may not ${action} ${object.replaceAll("_", " ")}s`;
  throw new Refusal("forbidden", message);
};

export const who = ({ role }: Rights): string =>
  role.key === "" ? "somebody who is gone" : `the role "${role.key}"`;
