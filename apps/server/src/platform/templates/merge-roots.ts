import type { RecordView } from "@cadencia/core/model";
import { lazyObject } from "./lazy-object.ts";
import { relationsOf } from "./relations.ts";
import { recordValues, type RecordReader } from "./records.ts";

export interface WorkspaceScope {
  readonly name: string;
  readonly timezone: string;
  readonly locale: string;
  readonly currency: string;
}

/** What a template is rendered over. A webhook without `find` has no record. */
export interface MergeScope {
  readonly record: RecordView | null;
  readonly workspace: WorkspaceScope;
  /** Free-form data of the triggering event; records in it can be walked too. */
  readonly payload?: unknown;
}

export const WORKSPACE_FIELDS = ["name", "timezone", "locale", "currency"] as const;

const ROOTS = ["record", "workspace", "payload"];
const NO_RELATIONS: ReadonlySet<string> = new Set();

/** The names a template starts from: `deal` and `record`, its relations, `workspace` and `payload`. */
export const mergeRoots = (scope: MergeScope, reader: RecordReader): object => {
  const { record, workspace } = scope;
  const valueOf = recordValues(reader);
  const type = record === null ? undefined : reader.model.objects.get(record.object);
  const relations = type === undefined ? NO_RELATIONS : relationsOf(type);

  return lazyObject({
    has: (name) => ROOTS.includes(name) || name === record?.object || relations.has(name),
    read: (name) => {
      if (name === "record" || name === record?.object) return valueOf(record);
      if (name === "workspace") return workspaceValue(workspace);
      if (name === "payload") return payloadValue(scope.payload, valueOf);
      return Reflect.get(valueOf(record) ?? {}, name) as unknown;
    },
    keys: () => [...ROOTS, ...(record === null ? [] : [record.object]), ...relations],
  });
};

const workspaceValue = (workspace: WorkspaceScope): object =>
  Object.assign(
    Object.create(null) as object,
    Object.fromEntries(WORKSPACE_FIELDS.map((field) => [field, workspace[field]])),
  );

/** Copied without prototypes, records in it made walkable. */
const payloadValue = (value: unknown, valueOf: (view: RecordView) => object | null): unknown => {
  if (typeof value !== "object" || value === null) return value;
  if (isRecordView(value)) return valueOf(value);
  if (Array.isArray(value)) return value.map((item) => payloadValue(item, valueOf));
  const copy = Object.create(null) as Record<string, unknown>;
  for (const [key, item] of Object.entries(value)) copy[key] = payloadValue(item, valueOf);
  return copy;
};

const isRecordView = (value: object): value is RecordView =>
  "one" in value && typeof value.one === "function" && "many" in value && typeof value.many === "function";
