import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Format } from "../../../lib/format/format.ts";
import {
  objectsQuery,
  peopleQuery,
  pipelinesQuery,
  type ObjectInfo,
  type Person,
  type PipelineInfo,
} from "../../model/queries.ts";
import { useLabels, type Labels } from "../../model/use-labels.ts";
import { useFormat } from "../../session/use-format.ts";
import { useSession } from "../../session/session.ts";

/** What it takes to speak of automations in a language. */
export interface Speech {
  /** A text of `sentence`. */
  readonly say: (key: string, params?: Readonly<Record<string, unknown>>) => string;
  /** The same, where there is one. */
  readonly find: (key: string) => string | null;
  readonly format: Format;
  readonly labels: Labels;
  readonly currency: string;
  readonly objects: ReadonlyMap<string, ObjectInfo>;
  readonly pipelines: ReadonlyMap<string, PipelineInfo>;
  readonly people: ReadonlyMap<string, Person>;
}

export const useSpeech = (): Speech => {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const labels = useLabels();
  const { currency } = useSession().workspace;
  const { data: objects } = useQuery(objectsQuery);
  const { data: pipelines } = useQuery(pipelinesQuery);
  const { data: people } = useQuery(peopleQuery);
  return useMemo(
    () => ({
      say: (key, params) => t(`sentence.${key}`, { ...params }),
      find: (key) => (i18n.exists(`sentence.${key}`) ? t(`sentence.${key}`) : null),
      format,
      labels,
      currency,
      objects: objects ?? new Map<string, ObjectInfo>(),
      pipelines: pipelines ?? new Map<string, PipelineInfo>(),
      people: people ?? new Map<string, Person>(),
    }),
    [t, i18n, format, labels, currency, objects, pipelines, people],
  );
};
