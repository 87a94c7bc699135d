import { useSearchParams } from "wouter";
import { readJson } from "../../lib/read-json.ts";
import type { FieldInfo, ObjectInfo } from "../model/queries.ts";
import { titleFields } from "../records/record-title.ts";

/** What the address says of a list. */
export interface Shown {
  readonly text: string;
  readonly filter: unknown;
  readonly sort: string | null;
  readonly columns: readonly string[] | null;
}

export const useShown = (): [Shown, (changes: Partial<Record<keyof Shown, string | null>>) => void] => {
  const [params, setParams] = useSearchParams();
  const shown: Shown = {
    text: params.get("text") ?? "",
    filter: readJson(params.get("filter")),
    sort: params.get("sort"),
    columns: params.get("columns")?.split(",") ?? null,
  };
  const change = (changes: Partial<Record<keyof Shown, string | null>>): void =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        for (const [key, value] of Object.entries(changes)) {
          if (value === null || value === "") after.delete(key);
          else after.set(key, value);
        }
        return after;
      },
      { replace: true },
    );
  return [shown, change];
};

const SOUGHT = new Set(["text", "email", "phone"]);

/** What is asked of the server: the filter, and the words in what a record is called by or reached at. */
export const filterOf = ({ text, filter }: Pick<Shown, "text" | "filter">, object: ObjectInfo): unknown => {
  const words = text.trim();
  if (words === "") return filter;
  const reached = object.fields
    .filter(({ type }) => type === "email" || type === "phone")
    .map(({ key }) => key);
  const by = [...new Set([...titleFields(object), ...reached])].filter((key) =>
    object.fields.some((field) => field.key === key && SOUGHT.has(field.type)),
  );
  if (by.length === 0) return filter;
  const asked = { any: by.map((field) => [field, "contains", words]) };
  return filter === null ? asked : { all: [asked, filter] };
};

/** What a list shows until somebody chooses otherwise. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  contact: ["name", "email", "mobile", "company", "category", "owner"],
  company: ["name", "email", "phone", "city", "industry", "owner"],
  lead: ["title", "contact", "stage", "amount", "owner", "updated_at"],
  deal: ["title", "company", "stage", "amount", "owner", "updated_at"],
  task: ["title", "state", "due", "contact", "owner"],
};
const PLAIN = new Set(["long_text", "html", "json", "tags", "users", "relations", "pipeline"]);
const MOST = 6;

export const columnsOf = ({ columns }: Pick<Shown, "columns">, object: ObjectInfo): readonly FieldInfo[] => {
  const byKey = new Map(object.fields.map((field) => [field.key, field]));
  const [naming] = titleFields(object);
  const own = object.fields.filter(
    ({ custom, type, key }) => (custom || key === "owner") && !PLAIN.has(type),
  );
  const usual = USUAL[object.key] ?? [
    ...(naming === undefined ? [] : [naming]),
    ...own.map(({ key }) => key),
    "updated_at",
  ];
  const keys = [...new Set(columns ?? usual.slice(0, MOST))];
  return keys.flatMap((key) => byKey.get(key) ?? []);
};
