import { formatPath } from "../../problems/index.ts";
import { type Check, unknownName } from "./check.ts";

/** Verbs whose word is the key of an automation. */
const VERBS = [
  "webhook",
  "press",
  "stop",
  "activate",
  "deactivate",
  "remove",
  "publish",
  "copy",
  "dry_run",
] as const;

/** A verb acts on an automation of the file, or on a copy of one; where a refusal is expected, on any. */
export const knownAutomations: Check = ({ automations = [], timeline = [] }) => {
  const known = [
    ...automations.map(({ key }) => key),
    ...timeline.flatMap((entry) => ("copy" in entry ? [entry.key] : [])),
  ];
  return timeline.flatMap((entry, at) => {
    const verb = VERBS.find((candidate) => candidate in entry);
    const word = verb && (entry as Partial<Record<typeof verb, string>>)[verb];
    if (!verb || word === undefined || known.includes(word) || entry.expect_error !== undefined) return [];
    const path = ["timeline", at, verb];
    return [unknownName("automation", { word, path, where: formatPath(path) }, known)];
  });
};
