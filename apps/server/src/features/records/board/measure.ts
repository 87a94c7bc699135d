import type { BoardPayload } from "@cadencia/contracts/api";
import type { Reading } from "../reading.ts";
import { readFilter, refuseUncompilable } from "../search/index.ts";
import { sumStages } from "./board.repo.ts";
import { boardPlace } from "./place.ts";
import { filterOf, type Wanted } from "./wanted.ts";

/** The stages of a pipeline in their order, each with what stands in it of the records that the filter means. */
export const measureBoard = async (reading: Reading, key: string, query: Wanted): Promise<BoardPayload> => {
  const { pipeline, object } = await boardPlace(reading, key);
  const filter = filterOf(object, query);
  const { rights, catalog, tx } = reading;
  const sums = await sumStages(reading, {
    object,
    stages: pipeline.stages.map((stage) => stage.key),
    filter: filter === undefined ? null : await readFilter(reading, object, filter),
    belonging: null,
    archived: false,
    now: tx.now,
    hasAmount: object.fields.has("amount"),
    hasCurrency: object.fields.has("currency"),
  }).catch(refuseUncompilable);
  const byStage = new Map(sums.map((sum) => [sum.stage, sum]));
  return {
    pipeline: pipeline.key,
    object: object.key,
    label: pipeline.label,
    currency: catalog.settings.currency,
    may_create: rights.scope(object.key, "create") !== "none",
    stages: pipeline.stages.map((stage) => {
      const sum = byStage.get(stage.key);
      return {
        ...stage,
        records: sum?.records ?? 0,
        amount: object.fields.has("amount") ? (sum?.amount ?? "0") : null,
        other_currencies: sum?.otherCurrencies ?? 0,
      };
    }),
  };
};
