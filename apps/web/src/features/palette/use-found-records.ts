import type { Page, RecordPayload } from "@cadencia/contracts/api";
import { useQueries, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { IconFileText } from "@tabler/icons-react";
import { request } from "../../lib/api/request.ts";
import { objectsQuery, type ObjectInfo } from "../model/queries.ts";
import { useLabels } from "../model/use-labels.ts";
import { recordQuery } from "../records/queries.ts";
import { titleFields, titleOf } from "../records/record-title.ts";
import { useMay } from "../session/use-may.ts";
import type { Command } from "./commands.ts";
import { recentRecords } from "./recent.ts";

/** What people look for by name first; custom objects come after. */
const SOUGHT = ["contact", "company", "deal", "lead", "subscription", "project", "task"];
const FOUND_EACH = 5;
/** Shorter, and everything would be found. */
const LEAST = 2;

/** Records whose name holds what was typed, of all objects that people look for. */
export const useFoundRecords = (
  typed: string,
): { readonly found: readonly Command[]; readonly isLooking: boolean } => {
  const lineOf = useRecordLine();
  const may = useMay();
  const { data: objects } = useQuery(objectsQuery);
  const text = typed.trim();
  const sought = [...(objects?.values() ?? [])]
    .filter(({ key, custom }) => (SOUGHT.includes(key) || custom) && may(key, "read"))
    .toSorted((left, right) => rank(left.key) - rank(right.key));
  const answers = useQueries({
    queries: sought.map((object) => ({
      queryKey: ["records", object.key, "palette", text],
      queryFn: ({ signal }: { signal: AbortSignal }) => find(object, text, signal),
      enabled: text.length >= LEAST,
      staleTime: 10_000,
    })),
  });
  return {
    found: sought.flatMap((object, index) =>
      (answers[index]?.data ?? []).map((record) => lineOf(record, object)),
    ),
    isLooking: answers.some(({ isFetching }) => isFetching),
  };
};

const rank = (key: string): number => (SOUGHT.includes(key) ? SOUGHT.indexOf(key) : SOUGHT.length);

const find = async (
  object: ObjectInfo,
  text: string,
  signal: AbortSignal,
): Promise<readonly RecordPayload[]> => {
  const by = titleFields(object);
  if (by.length === 0) return [];
  const filter = JSON.stringify({ any: by.map((field) => [field, "contains", text]) });
  const query = new URLSearchParams({ limit: String(FOUND_EACH), filter });
  return (await request<Page<RecordPayload>>(`/records/${object.key}?${query.toString()}`, { signal })).items;
};

/** What was looked at last, as far as it is still there. */
export const useRecentRecords = (): readonly Command[] => {
  const lineOf = useRecordLine();
  const { data: objects } = useQuery(objectsQuery);
  const seen = recentRecords();
  const answers = useQueries({ queries: seen.map((place) => ({ ...recordQuery(place), retry: false })) });
  return answers.flatMap(({ data }) => (data === undefined ? [] : [lineOf(data, objects?.get(data.object))]));
};

const useRecordLine = () => {
  const { t } = useTranslation();
  const labels = useLabels();
  return (record: RecordPayload, object: ObjectInfo | undefined): Command => ({
    id: record.id,
    label: titleOf(record, object) ?? t("records.untitled"),
    ...(object === undefined ? {} : { hint: labels.object(object) }),
    icon: IconFileText,
    act: `/records/${record.object}/${record.id}`,
  });
};
