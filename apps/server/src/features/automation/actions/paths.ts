import { mergePaths, type PathTree } from "../../records/index.ts";
import { dottedPath } from "../paths.ts";

/** Relations that a `due`, or a value computed from a date, walks. */
export const duePaths = (due: unknown): PathTree =>
  typeof due === "object" && due !== null && "field" in due ? dottedPath(String(due.field)) : {};

/** `field:project.leader` reads over relations. */
export const personPaths = (...people: readonly (string | undefined)[]): PathTree =>
  mergePaths(
    people.flatMap((who) =>
      who?.startsWith("field:") === true ? [dottedPath(who.slice("field:".length))] : [],
    ),
  );
