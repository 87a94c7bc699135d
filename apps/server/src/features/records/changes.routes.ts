import { changeQueryShape, changeSchema, DEFAULT_PAGE_SIZE, pageOf } from "@cadencia/contracts/api";
import type { ObjectType } from "@cadencia/core/model";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import { invalid } from "../../platform/errors/index.ts";
import { FILE_KEY } from "../../platform/journal/index.ts";
import type { Engine } from "../automation/index.ts";
import { readChangePage, type CausedChange } from "./changes.repo.ts";
import { findAnyRecord } from "./find-record.ts";
import { presentValue } from "./present.ts";
import { objectNamed, read, type Reading } from "./reading.ts";
import { recordParams } from "./records.routes.ts";

/** The journal of one record. */
export const changeRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (api, { engine }) => {
  api.get(
    "/records/:object/:id/changes",
    {
      schema: {
        tags: ["records"],
        summary: "Who changed what and why, in the order of commit or against it; of deleted records too",
        params: recordParams,
        querystring: z.strictObject(changeQueryShape),
        response: { 200: pageOf(changeSchema) },
      },
    },
    ({ params, query: { cursor, limit = DEFAULT_PAGE_SIZE, order = "oldest" }, caller }) =>
      read(engine.workspace, caller, async (reading) => {
        const object = objectNamed(reading.catalog, params.object);
        const { id } = await findAnyRecord(reading, object, params.id);
        const found = await readChangePage(reading.tx, id, {
          beyond: seqIn(cursor),
          limit: limit + 1,
          order,
        });
        const page = found.slice(0, limit);
        const next = found.length > limit ? String(page.at(-1)?.seq) : null;
        return { items: page.map((change) => present(reading, object, change)), next };
      }),
  );
};

const seqIn = (cursor: string | undefined): number | null => {
  if (cursor === undefined) return null;
  if (/^\d{1,15}$/.test(cursor)) return Number(cursor);
  const message = "this cursor is no cursor; take it from `next` of the page before";
  throw invalid([{ field: "cursor", code: "wrong_value", message }]);
};

/** What stands in the journal of a file; null of a save. */
const fileOf = ({ kind, before, after }: CausedChange): JournalledFile | null => {
  if (kind !== "file_added" && kind !== "file_removed") return null;
  return ((after ?? before)?.[FILE_KEY] ?? null) as JournalledFile | null;
};

type JournalledFile = NonNullable<z.infer<typeof changeSchema>["file"]>;

const present = (reading: Reading, object: ObjectType, change: CausedChange) => ({
  seq: change.seq,
  at: change.at,
  kind: change.kind,
  actor: change.actor,
  cause:
    change.automation === null || change.run === null || change.stepKey === null
      ? null
      : { automation: change.automation, run: change.run, step: change.stepKey },
  file: fileOf(change),
  before: presentFields(reading, object, change.before),
  after: presentFields(reading, object, change.after),
});

/** Fields that were removed since are shown as they were kept. */
const presentFields = (
  { rights }: Reading,
  object: ObjectType,
  values: CausedChange["before"],
): Record<string, unknown> | null => {
  if (values === null) return null;
  const keys = Object.keys(values).filter(
    (key) => !key.endsWith("__object") && !rights.hides(object.key, key),
  );
  return Object.fromEntries(
    keys.map((key) => {
      const field = object.fields.get(key);
      return [key, field === undefined || values[key] === null ? values[key] : presentValue(field, values)];
    }),
  );
};
