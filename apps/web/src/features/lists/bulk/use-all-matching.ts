import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ObjectInfo } from "../../model/queries.ts";
import { countQuery } from "../queries.ts";

interface AllMatching {
  /** How many are behind the filter, once all of them are meant. */
  readonly all: number | null;
  /** How many could be meant beyond the rows that were read, where all of these are selected. */
  readonly more: number | null;
  readonly take: () => void;
  readonly forget: () => void;
}

interface Rows {
  readonly read: number;
  readonly selected: number;
}

/** Whether the selection is all behind the filter, and not only the rows that were read. */
export const useAllMatching = (
  object: ObjectInfo,
  filter: unknown,
  { read, selected }: Rows,
): AllMatching => {
  const asked = JSON.stringify(filter);
  // Another filter would mean others.
  const [taken, setTaken] = useState<string | null>(null);
  const { data, isPlaceholderData } = useQuery(countQuery(object.key, filter));
  const matching = isPlaceholderData ? null : (data?.matching ?? null);
  const isAll = taken === asked && matching !== null;
  const hasMore = selected === read && matching !== null && matching > read;
  return {
    all: isAll ? matching : null,
    more: hasMore && !isAll ? matching : null,
    take: () => setTaken(asked),
    forget: () => setTaken(null),
  };
};
