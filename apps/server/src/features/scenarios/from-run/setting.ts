import { asText, type Model } from "@cadencia/core/model";
import type { WorkspaceSettings } from "../../../platform/workspace/index.ts";
import type { Directory } from "../../records/index.ts";
import type { NameOf } from "./written.ts";

/** The house in which a run took place, as a file declares it. */
export const workspacePart = (settings: WorkspaceSettings): Record<string, unknown> => ({
  timezone: settings.timeZone,
  locale: settings.locale,
  currency: settings.currency,
  business_hours: settings.businessHours,
  holidays: settings.holidays,
  sms: { quiet_hours: settings.sms.quietHours, transliterate: settings.sms.transliterate },
  ...(settings.frequencyCap === null ? {} : { frequency_cap: settings.frequencyCap }),
});

const STANDARD = new Set(["admin", "manager", "salesperson", "read-only"]);
const OF_USERS = ["name", "email", "phone", "timezone", "locale", "team", "active", "working_hours"] as const;

export const usersPart = ({ users }: Directory, nameOf: NameOf): Record<string, unknown> =>
  Object.fromEntries(
    [...users.values()].flatMap(({ id, values }): [string, unknown][] => {
      const name = nameOf(id);
      if (name === null) return [];
      const told = OF_USERS.flatMap((key) => {
        const value = values[key];
        return value === null || value === undefined || value === "" || key === "team" ? [] : [[key, value]];
      });
      const role = asText(values["role"] ?? "");
      const manager = nameOf(asText(values["manager"] ?? ""));
      const absences = values["absences"];
      return [
        [
          name,
          {
            ...Object.fromEntries(told),
            // Notices to admins are no part of one run.
            ...(STANDARD.has(role) && role !== "admin" ? { role } : {}),
            ...(manager === null ? {} : { manager }),
            ...(Array.isArray(absences) && absences.length > 0 ? { absent: absences } : {}),
          },
        ],
      ];
    }),
  );

const MARKS = { open: "", won: "!", lost: "~" } as const;

export const pipelinesPart = ({ pipelines }: Model, nameOf: NameOf): Record<string, unknown> =>
  Object.fromEntries(
    [...pipelines.values()].map(({ key, object, stages, owner }) => {
      const name = owner === null ? null : nameOf(owner);
      return [
        key,
        {
          object,
          stages: stages.map((stage) => `${stage.name}${MARKS[stage.kind]}`),
          ...(name === null ? {} : { owner: name }),
        },
      ];
    }),
  );

/** What the workspace added to the standard model: fields of standard objects, and objects of its own. */
export const modelParts = ({
  objects,
}: Model): { readonly fields: Record<string, unknown>; readonly objects: Record<string, unknown> } => {
  const added = (key: string): Record<string, unknown> =>
    Object.fromEntries(
      [...(objects.get(key)?.fields.values() ?? [])]
        .filter(({ custom, type }) => custom === true && !UNDECLARED.has(type))
        .map(({ key: field, type, options, to }) => [
          field,
          {
            type,
            ...(options === undefined ? {} : { options: [...options] }),
            ...(to === undefined ? {} : { to }),
          },
        ]),
    );
  const of = (isOwn: boolean): [string, Record<string, unknown>][] =>
    [...objects.values()]
      .filter(({ custom }) => (custom === true) === isOwn)
      .map(({ key }): [string, Record<string, unknown>] => [key, added(key)])
      .filter(([, fields]) => isOwn || Object.keys(fields).length > 0);
  return {
    fields: Object.fromEntries(of(false)),
    objects: Object.fromEntries(of(true).map(([key, fields]) => [key, { fields }])),
  };
};

/** They come with a pipeline or with every object. */
const UNDECLARED: ReadonlySet<string> = new Set(["pipeline", "stage", "tags"]);
