import type { ObjectType } from "../../model/index.ts";
import type { Family } from "../operators.ts";
import { familyOf } from "../operators.ts";
import type { Source } from "../source.ts";
import { findField } from "../system-fields.ts";
import { walkToOne } from "./parse-path.ts";
import { refuse, type Scope, shown, unknown } from "./scope.ts";

const NOW: Source = Object.freeze({ kind: "now" });
const WAIT: Source = Object.freeze({ kind: "wait" });

/** Reads the first part of a condition: a field, a field over relations, `now`, `wait.happened`, a payload's name. */
export function parseSource(text: string, scope: Scope): Source | null {
  if (text === "now") return NOW;
  if (text === "wait.happened") return parseWait(scope);
  if (scope.object === null) return parsePayloadName(text, scope);
  return parseField(text, scope.object, scope);
}

function parseWait(scope: Scope): Source | null {
  if (scope.context.wait === true && !scope.insideRelation) return WAIT;
  const message = "wait.happened can only be asked by a step that waited for an event";
  return refuse(scope, { code: "unknown_field", message });
}

function parsePayloadName(text: string, scope: Scope): Source | null {
  if (text !== "" && text.split(".").every((part) => part.trim() !== ""))
    return Object.freeze({ kind: "payload", name: text });
  return refuse(scope, { code: "unknown_field", message: `${shown(text)} names no value of the payload` });
}

function parseField(text: string, object: ObjectType, scope: Scope): Source | null {
  const names = text.split(".");
  const key = names.at(-1) ?? "";
  const walked = walkToOne(scope, object, names.slice(0, -1));
  if (!walked) return null;

  const field = findField(walked.object, key);
  if (field)
    return Object.freeze({
      kind: "field",
      path: Object.freeze(walked.path),
      object: walked.object.key,
      field,
    });
  if (walked.object.reverse.has(key)) {
    const relation = [...names.slice(0, -1), key].join(".");
    const message = `${key} of ${walked.object.key} holds many records; ask {some: ${relation}, where: …}, {none: ${relation}} or {count: ${relation}, is: […]}`;
    return refuse(scope, { code: "many_relation", message });
  }
  const prefix = names
    .slice(0, -1)
    .map((name) => `${name}.`)
    .join("");
  const choices = [...walked.object.fields.keys()].map((name) => prefix + name);
  return refuse(
    scope,
    unknown("unknown_field", `${walked.object.key} has no field ${shown(key)}`, { written: text, choices }),
  );
}

/** What kind of values the source has. */
export function sourceFamily(source: Source): Family {
  switch (source.kind) {
    case "field":
      return familyOf(source.field.type);
    case "now":
      return "now";
    case "wait":
      return "boolean";
    case "payload":
      return "payload";
  }
}
