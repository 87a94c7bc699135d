import type { DraftPayload } from "@cadencia/contracts/api";
import type { AutomationInput } from "@cadencia/contracts/automation";
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useRoute, useSearchParams } from "wouter";
import { request } from "../../../lib/api/request.ts";
import { Dialog } from "../../../ui/dialog.tsx";
import { EntryForm } from "../../../ui/entry-form.tsx";
import { objectsQuery, pipelinesQuery } from "../../model/queries.ts";
import { useLabels } from "../../model/use-labels.ts";
import { useMay } from "../../session/use-may.ts";
import { draftsQuery } from "../draft/queries.ts";
import { automationsQuery } from "../queries.ts";
import { freshKey } from "./fresh-key.ts";

/** The door to a new automation, which has an address of its own. */
export const NewAutomationButton = () => {
  const { t } = useTranslation();
  const may = useMay();
  const [, go] = useLocation();
  const [isNew] = useRoute("/automations/new");
  const [search] = useSearchParams();
  const key = search.get("segment");
  const segment = useQuery({ ...segmentQuery(key ?? ""), enabled: isNew && key !== null });
  if (!may("automation", "create")) return null;
  const isReady = key === null || segment.data !== undefined || segment.isError;
  return (
    <>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => go("/automations/new")}>
        {t("editor.new.open")}
      </Button>
      {isNew && isReady && <NewAutomation segment={segment.data ?? null} close={() => go("/automations")} />}
    </>
  );
};

interface Segment {
  readonly key: string;
  readonly object: string;
}

const segmentQuery = (key: string) =>
  queryOptions({
    queryKey: ["segments", "one", key],
    queryFn: ({ signal }) => request<Segment>(`/segments/${encodeURIComponent(key)}`, { signal }),
    retry: false,
  });

/** What it works on mostly; anything else is there too. */
const USUAL = [
  "deal",
  "lead",
  "contact",
  "company",
  "subscription",
  "task",
  "event",
  "invoice",
  "order",
  "quote",
];

const rank = (key: string): number => (USUAL.includes(key) ? USUAL.indexOf(key) : USUAL.length);

interface NewAutomationProps {
  /** A saved filter: whoever begins to match it enters. */
  readonly segment: Segment | null;
  readonly close: () => void;
}

const NewAutomation = ({ segment, close }: NewAutomationProps) => {
  const { t } = useTranslation();
  const labels = useLabels();
  const client = useQueryClient();
  const [, go] = useLocation();
  const { data: objects } = useQuery(objectsQuery);
  const { data: pipelines } = useQuery(pipelinesQuery);
  const { data: automations } = useQuery(automationsQuery);
  const { data: drafts } = useQuery(draftsQuery);
  const [name, setName] = useState("");
  const [object, setObject] = useState(segment?.object ?? "deal");
  const taken = [
    "new",
    ...(automations?.items ?? []).map(({ key }) => key),
    ...(drafts?.items ?? []).map((draft) => draft.automation),
  ];
  const create = useMutation({
    mutationFn: () => {
      const stage = [...(pipelines?.values() ?? [])].find((one) => one.object === object)?.stages[0]?.key;
      const definition: AutomationInput = {
        key: freshKey(name, taken),
        name: name.trim(),
        object,
        trigger:
          segment !== null
            ? { enters: { segment: segment.key } }
            : stage === undefined
              ? { on: "created" }
              : { enters: { stage } },
        steps: [],
      };
      return request<DraftPayload>(`/automations/${definition.key}/draft`, {
        method: "PUT",
        body: { revision: 0, base_version: 0, definition },
      });
    },
    onSuccess: ({ automation }) => {
      void client.invalidateQueries({ queryKey: ["automations", "drafts"] });
      go(`/automations/${automation}/sequence`);
    },
  });
  const known = [...(objects?.values() ?? [])];
  return (
    <Dialog
      title={t(segment === null ? "editor.new.title" : "editor.new.fromSegment")}
      onClose={close}
      focus="field"
    >
      <EntryForm
        error={create.error}
        action={t("editor.new.do")}
        isSending={create.isPending}
        isReady={automations !== undefined && drafts !== undefined}
        onSubmit={() => create.mutate()}
        onCancel={close}
      >
        <TextInput
          required
          data-autofocus
          label={t("editor.options.name")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label={t("editor.new.object")}
          disabled={segment !== null}
          data={known
            .toSorted((left, right) => rank(left.key) - rank(right.key))
            .map((one) => ({ value: one.key, label: labels.object(one) }))}
          value={object}
          onChange={(event) => setObject(event.currentTarget.value)}
        />
      </EntryForm>
    </Dialog>
  );
};
