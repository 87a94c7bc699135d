import { formatPath, type Path } from "../../problems/index.ts";
import type { ScenarioFile } from "../file.ts";
import { type Check, unknownName } from "./check.ts";

/** Users stand under `users`, among the records, or are created on the way. */
const knownNames = ({ users, records, timeline = [] }: ScenarioFile): readonly string[] => [
  ...Object.keys(users ?? {}),
  ...Object.entries(records ?? {}).flatMap(([name, { object }]) => (object === "user" ? [name] : [])),
  ...timeline.flatMap((entry) =>
    "create" in entry && entry.object === "user" ? [entry.create] : "where" in entry ? [entry.name] : [],
  ),
];

/** Nobody acts, leads or owns whom the file does not know. */
export const knownUsers: Check = (file) => {
  const known = knownNames(file);
  const mentions: readonly (readonly [Path, string | undefined])[] = [
    ...Object.entries(file.users ?? {}).map(
      ([key, user]) => [["users", key, "manager"], user.manager] as const,
    ),
    ...Object.entries(file.pipelines ?? {}).map(
      ([key, { owner }]) => [["pipelines", key, "owner"], owner] as const,
    ),
    ...(file.timeline ?? []).map((entry, at) => [["timeline", at, "as"], entry.as] as const),
  ];
  return mentions.flatMap(([path, word]) =>
    word === undefined || known.includes(word)
      ? []
      : [unknownName("user", { word, path, where: formatPath(path) }, known)],
  );
};
