import { formatPath, type Path } from "../../problems/index.ts";
import { type Check, unknownName } from "./check.ts";

const isZone = (name: string): boolean => {
  try {
    return Intl.DateTimeFormat("en", { timeZone: name }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
};

/** Local moments mean nothing in a zone that does not exist. */
export const knownZone: Check = ({ workspace, users }) => {
  const zones: readonly (readonly [Path, string | undefined])[] = [
    [["workspace", "timezone"], workspace?.timezone],
    ...Object.entries(users ?? {}).map(([key, user]) => [["users", key, "timezone"], user.timezone] as const),
  ];
  return zones.flatMap(([path, word]) =>
    word === undefined || isZone(word)
      ? []
      : [
          unknownName(
            "time zone",
            { word, path, where: formatPath(path) },
            Intl.supportedValuesOf("timeZone"),
          ),
        ],
  );
};

export const zoneIsUsable = (name: string | undefined): boolean => name === undefined || isZone(name);
