import { createContext, use } from "react";
import type { ObjectInfo } from "../model/queries.ts";
import type { Mark } from "./marks/marks.ts";
import type { Problem } from "./marks/problems.ts";
import type { Row } from "./rows/row.ts";
import type { FieldChoices } from "./use-field-choices.ts";

/** What every row of a builder knows. */
export interface Builder {
  readonly object: string;
  readonly objects: ReadonlyMap<string, ObjectInfo>;
  readonly fields: readonly FieldChoices[];
  readonly save: boolean;
  readonly marks: ReadonlyMap<string, Mark>;
  readonly problems: ReadonlyMap<string, Problem>;
  /** Null takes the row away. */
  readonly change: (id: string, change: (row: Row) => Row | null) => void;
  readonly add: (group: string, row: Row) => void;
}

export const BuilderContext = createContext<Builder | null>(null);

export const useBuilder = (): Builder => {
  const builder = use(BuilderContext);
  if (builder === null) throw new Error("a row stands in a builder");
  return builder;
};
