import type { DraftPayload } from "@cadencia/contracts/api";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { AutomationInput } from "@cadencia/contracts/automation";
import { useMay } from "../../session/use-may.ts";
import { countChanges } from "../draft/changes.ts";
import { allDraftsQuery } from "../draft/queries.ts";
import { automationsQuery, type AutomationInfo } from "../queries.ts";
import { isTold } from "../sentence/sentence.ts";
import type { Written } from "./stage-rules.ts";

/** Every automation that can be shown, each as its draft has it where there is one; the one in hand as it is edited. */
export const useWritten = (
  inHand: AutomationInput | null,
): { readonly written: readonly Written[]; readonly isPending: boolean; readonly error: Error | null } => {
  const may = useMay();
  const automations = useQuery(automationsQuery);
  const drafts = useQuery({ ...allDraftsQuery, enabled: may("automation", "create") });
  const written = useMemo(() => {
    const all = withDrafts((automations.data?.items ?? []).flatMap(asWritten), drafts.data?.items ?? []);
    if (inHand === null) return all;
    const { key } = inHand;
    const edited = { key, name: inHand.name ?? key, definition: inHand };
    return all.some((one) => one.key === key)
      ? all.map((one) => (one.key === key ? { ...one, ...edited } : one))
      : [...all, { ...edited, isOn: false, version: 0, isDraft: true }];
  }, [automations.data, drafts.data, inHand]);
  return { written, isPending: automations.isPending, error: automations.error };
};

const asWritten = ({ key, name, state, version, definition }: AutomationInfo): Written[] =>
  isTold(definition) ? [{ key, name, isOn: state === "active", version, isDraft: false, definition }] : [];

/** Those that are only drafts stand behind the others. */
const withDrafts = (published: readonly Written[], drafts: readonly DraftPayload[]): readonly Written[] => {
  const drafted = new Map(
    drafts.flatMap(({ automation: key, definition }): [string, Written][] => {
      if (!isTold(definition)) return [];
      const name = definition.name ?? key;
      return [[key, { key, name, isOn: false, version: 0, isDraft: true, definition }]];
    }),
  );
  const keys = new Set(published.map(({ key }) => key));
  const shown = published.map((one) => {
    const draft = drafted.get(one.key);
    if (draft === undefined || countChanges(one.definition, draft.definition) === 0) return one;
    return { ...one, isDraft: true, definition: draft.definition };
  });
  return [...shown, ...[...drafted.values()].filter(({ key }) => !keys.has(key))];
};
