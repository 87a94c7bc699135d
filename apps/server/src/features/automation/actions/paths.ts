import type { Due } from "@cadencia/contracts/automation";
import { mergePaths, pathTree, type PathTree } from "../../records/index.ts";

/** Relations on the way to a dotted field. */
export const pathTo = (field: string): PathTree => pathTree([field.split(".").slice(0, -1)]);

export const duePaths = (due: unknown): PathTree =>
  typeof due === "object" && due !== null && "field" in due
    ? pathTo(String((due as Due & object & { field: string }).field))
    : {};

/** `field:project.leader` reads over relations. */
export const personPaths = (...people: readonly (string | undefined)[]): PathTree =>
  mergePaths(
    people.flatMap((who) => (who?.startsWith("field:") === true ? [pathTo(who.slice("field:".length))] : [])),
  );
