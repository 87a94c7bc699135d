import type { DraftEffectPayload } from "@cadencia/contracts/api";
import type { AutomationInput } from "@cadencia/contracts/automation";
import { Button, Radio, Stack, Text } from "@mantine/core";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { use, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { Problem } from "../../../lib/api/problem.ts";
import { request } from "../../../lib/api/request.ts";
import { Dialog } from "../../../ui/dialog.tsx";
import { DialogFoot } from "../../../ui/dialog-foot.tsx";
import { FaultNote } from "../../../ui/fault-note.tsx";
import { toast } from "../../../ui/toast.tsx";
import { useFormat } from "../../session/use-format.ts";
import type { SaveState } from "../draft/draft-store.ts";
import { draftQuery } from "../draft/queries.ts";
import { pathOf, stepAt } from "../draft/steps.ts";
import { useDraft, useDraftStore } from "../draft/use-draft.ts";
import { FaultsContext } from "../draft/use-faults.ts";
import type { AutomationInfo } from "../queries.ts";
import { useSpeech } from "../sentence/speech.ts";
import { stepTitle } from "../sentence/step.ts";
import { useNames } from "./names.tsx";
import classes from "./publishing.module.css";
import { SentenceDifference } from "./sentence-difference.tsx";

type ActiveRuns = "finish" | "move" | "cancel";

const TOLD_BY_THE_PAGE: ReadonlySet<SaveState> = new Set(["conflict", "failed"]);

const effectQuery = (key: string, revision: number) =>
  queryOptions({
    queryKey: ["automation-effect", key, revision],
    queryFn: ({ signal }) =>
      request<DraftEffectPayload>(`/automations/${key}/draft/effect?revision=${revision}`, { signal }),
    gcTime: 0,
    retry: false,
  });

interface PublishDialogProps {
  readonly automation: AutomationInfo | null;
  readonly published: AutomationInput | null;
  readonly close: () => void;
  readonly onDefined: () => void;
}

/** The rule as it was and will be, and what becomes of the runs under way. */
export const PublishDialog = ({ automation, published, close, onDefined }: PublishDialogProps) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const store = useDraftStore();
  const { history, revision, save } = useDraft();
  const definition = history.present;
  const [fate, setFate] = useState<ActiveRuns>("finish");
  const faults = use(FaultsContext).filter(({ kind }) => kind === "fault").length;
  const isNew = automation === null;
  const effect = useQuery({
    ...effectQuery(definition.key, revision),
    enabled: !isNew && save === "saved" && revision > 0 && faults === 0,
  });
  const publish = useMutation({
    mutationFn: async () => {
      const saved = await store.flush();
      // The page says that somebody else saved it, or what the server refused, and what can be done.
      if (saved === null && TOLD_BY_THE_PAGE.has(store.get().save)) return null;
      if (saved === null) throw new Problem({ status: 0, code: "offline", message: "" });
      return request<AutomationInfo>(`/automations/${definition.key}/draft/publish`, {
        method: "POST",
        body: { revision: saved, active_runs: fate },
      });
    },
    onSuccess: async (published_) => {
      if (published_ === null) return close();
      client.setQueryData(draftQuery(definition.key).queryKey, null);
      client.setQueryData(["automations", "one", definition.key], published_);
      toast({ text: t("editor.publish.done", { version: published_.version }) });
      close();
      if (isNew) onDefined();
      await client.invalidateQueries({ queryKey: ["automations"] });
    },
  });
  const title = isNew
    ? t("editor.publish.defineTitle", { name: definition.name ?? definition.key })
    : t("editor.publish.title", { version: automation.version + 1 });
  return (
    <Dialog title={title} onClose={close} size={560}>
      <SentenceDifference before={published} after={definition} />
      {isNew && <Text size="sm">{t("editor.publish.defineText")}</Text>}
      {faults > 0 && (
        <Text c="var(--mantine-color-error)" role="alert">
          {t("common.moreFields", { count: faults })}
        </Text>
      )}
      {effect.data !== undefined && automation !== null && (
        <RunsUnderWay
          effect={effect.data}
          version={automation.version}
          definition={definition}
          fate={fate}
          setFate={setFate}
        />
      )}
      <FaultNote error={publish.error ?? effect.error} />
      <DialogFoot>
        <Button variant="default" onClick={close}>
          {t("common.cancel")}
        </Button>
        <Button disabled={faults > 0} loading={publish.isPending} onClick={() => publish.mutate()}>
          {t(isNew ? "editor.publish.define" : "editor.publish.do")}
        </Button>
      </DialogFoot>
    </Dialog>
  );
};

interface RunsProps {
  readonly effect: DraftEffectPayload;
  readonly version: number;
  readonly definition: AutomationInput;
  readonly fate: ActiveRuns;
  readonly setFate: (fate: ActiveRuns) => void;
}

const RunsUnderWay = ({ effect, version, definition, fate, setFate }: RunsProps) => {
  const { t } = useTranslation();
  const speech = useSpeech();
  if (effect.runs === 0) return <Text size="sm">{t("editor.publish.noRuns")}</Text>;
  const titleOf = (id: string): string => {
    const path = pathOf(definition.steps, id);
    const step = path === null ? undefined : stepAt(definition.steps, path);
    return step !== undefined && "do" in step ? stepTitle(step, definition.object, speech) : id;
  };
  return (
    <>
      <Text fw={600}>{t("editor.publish.runs", { count: effect.runs })}</Text>
      <dl className={classes["figures"]}>
        {effect.steps.map(({ step, runs }) => (
          <div key={step} style={{ display: "contents" }}>
            <dt>{titleOf(step)}</dt>
            <dd>{runs}</dd>
          </div>
        ))}
      </dl>
      <Radio.Group label={t("editor.publish.fate")} value={fate} onChange={(next) => setFate(next)}>
        <Stack gap={8} mt={4}>
          <Radio value="finish" label={t("editor.publish.finish", { version })} />
          <Radio
            value="move"
            label={t("editor.publish.move", { version: version + 1 })}
            description={t("editor.publish.moveText", {
              sooner: effect.sooner,
              now: effect.at_once,
              ending: effect.ending,
            })}
          />
          <Radio value="cancel" label={t("editor.publish.cancel")} />
        </Stack>
      </Radio.Group>
      {fate === "move" && effect.examples.length > 0 && <Sooner effect={effect} object={definition.object} />}
    </>
  );
};

/** Who runs sooner, by name. */
const Sooner = ({
  effect: { examples },
  object,
}: {
  readonly effect: DraftEffectPayload;
  readonly object: string;
}) => {
  const { t } = useTranslation();
  const format = useFormat();
  const ids = [...new Set(examples.flatMap(({ record }) => record ?? []))];
  const names = useNames(object, ids);
  return (
    <ul className={classes["names"]} aria-label={t("editor.publish.sooner")}>
      {examples.map(({ record, step, before, after }) => (
        <li key={`${record ?? ""} ${step}`}>
          {record === null ? (
            ""
          ) : (
            <Link href={`/records/${object}/${record}`}>{names.get(record) ?? "…"}</Link>
          )}
          <span>
            <del>{format.moment(before)}</del> {format.moment(after)}
          </span>
        </li>
      ))}
    </ul>
  );
};
