import { useQuery } from "@tanstack/react-query";
import { pipelinesQuery } from "../model/queries.ts";

/** Where the records that match a filter are seen: on the first board of their object. */
export const useSeeAt = (object: string): ((filter: unknown) => string | null) => {
  const { data: pipelines } = useQuery(pipelinesQuery);
  const board = [...(pipelines?.values() ?? [])].find((pipeline) => pipeline.object === object);
  return (filter) =>
    board === undefined
      ? null
      : `/pipelines/${board.key}?view=list&filter=${encodeURIComponent(JSON.stringify(filter))}`;
};
