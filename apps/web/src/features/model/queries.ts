import type { fieldSchema, objectSchema, PipelinePayload } from "@cadencia/contracts/api";
import { queryOptions } from "@tanstack/react-query";
import type * as z from "zod";
import { request } from "../../lib/api/request.ts";

export type ObjectInfo = z.infer<typeof objectSchema>;
export type FieldInfo = z.infer<typeof fieldSchema>;
export type PipelineInfo = PipelinePayload;
export type StageInfo = PipelinePayload["stages"][number];

/** The model changes when an administrator changes it: seldom. */
const SELDOM = 5 * 60_000;

export const objectsQuery = queryOptions({
  queryKey: ["model", "objects"],
  queryFn: ({ signal }) => request<{ items: ObjectInfo[] }>("/objects", { signal }),
  select: ({ items }) => new Map(items.map((object) => [object.key, object])),
  staleTime: SELDOM,
});

export const pipelinesQuery = queryOptions({
  queryKey: ["model", "pipelines"],
  queryFn: ({ signal }) => request<{ items: PipelineInfo[] }>("/pipelines", { signal }),
  select: ({ items }) => new Map(items.map((pipeline) => [pipeline.key, pipeline])),
  staleTime: SELDOM,
});

export interface Person {
  readonly id: string;
  readonly name: string | null;
  readonly handle: string | null;
  readonly active: boolean;
}

export const peopleQuery = queryOptions({
  queryKey: ["model", "people"],
  queryFn: ({ signal }) =>
    request<{ items: Person[] }>("/records/user?fields=name,handle,active&sort=name&limit=500", { signal }),
  select: ({ items }) => new Map(items.map((person) => [person.id, person])),
  staleTime: SELDOM,
});
