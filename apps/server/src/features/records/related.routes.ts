import { asWritten, didYouMean } from "@cadencia/core/nearest";
import { pageOf, recordExcerptSchema, searchQueryShape } from "@cadencia/contracts/api";

import { ANY_OBJECT, type ObjectType } from "@cadencia/core/model";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import { Refusal } from "../../platform/errors/index.ts";
import type { Engine } from "../automation/index.ts";
import { findRecord } from "./find-record.ts";
import { presentRecords } from "./present.ts";
import { objectNamed, read } from "./reading.ts";
import type { StoredRecord } from "./row.ts";
import { listRecords, parseFields, type Belonging } from "./search/index.ts";

/** The records that one is related to, over its own relations and over those that point at it. */
export const relatedRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (api, { engine }) => {
  api.get(
    "/records/:object/:id/:relation",
    {
      schema: {
        tags: ["records"],
        summary: "Records related to one, over a relation in either direction",
        params: z.strictObject({ object: z.string(), id: z.string(), relation: z.string() }),
        querystring: z.strictObject(searchQueryShape),
        response: { 200: pageOf(recordExcerptSchema) },
      },
    },
    ({ params, query, caller }) =>
      read(engine.workspace, caller, async (reading) => {
        const object = objectNamed(reading.catalog, params.object);
        const way = wayOver(object, params.relation);
        const record = await findRecord(reading, object, params.id);
        const target = targetOf(way, record);
        if (target === null) return { items: [], next: null };
        // What one may not read at all is as if nothing were there.
        const related = reading.catalog.model.objects.get(target.object);
        if (related === undefined) return { items: [], next: null };
        const fields = parseFields(related, query.fields);
        const { records, next } = await listRecords(reading, related, { query, belonging: target.belonging });
        return { items: await presentRecords(reading, related, { records, fields }), next };
      }),
  );
};

type Way =
  | { readonly kind: "back"; readonly object: string; readonly fields: readonly string[] }
  | { readonly kind: "forth"; readonly field: string; readonly to: string };

const wayOver = (object: ObjectType, relation: string): Way => {
  const back = object.reverse.get(relation);
  if (back !== undefined) return { kind: "back", object: back.object, fields: back.fields };
  const field = object.fields.get(relation);
  if (field?.to !== undefined) return { kind: "forth", field: field.key, to: field.to };
  const relations = [...object.fields.values()].filter(({ to }) => to !== undefined).map(({ key }) => key);
  const hint = didYouMean(relation, [...object.reverse.keys(), ...relations]);
  throw new Refusal("not_found", `${object.key} has no relation ${asWritten(relation)}${hint}`);
};

/** Null where the record points nowhere. */
const targetOf = (way: Way, record: StoredRecord): { object: string; belonging: Belonging } | null => {
  if (way.kind === "back") {
    return { object: way.object, belonging: { fields: way.fields, target: record.id } };
  }
  const value = record.values[way.field] ?? null;
  const object = way.to === ANY_OBJECT ? record.values[`${way.field}__object`] : way.to;
  if (value === null || typeof object !== "string") return null;
  const ids = Array.isArray(value) ? (value as string[]) : [value as string];
  return { object, belonging: { ids } };
};
