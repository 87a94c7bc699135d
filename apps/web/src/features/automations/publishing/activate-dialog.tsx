import type { activationPreviewSchema } from "@cadencia/contracts/api";
import { Button, Checkbox, NativeSelect, NumberInput, Radio, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type * as z from "zod";
import { request } from "../../../lib/api/request.ts";
import { Dialog } from "../../../ui/dialog.tsx";
import { DialogFoot } from "../../../ui/dialog-foot.tsx";
import { FaultNote } from "../../../ui/fault-note.tsx";
import { toast } from "../../../ui/toast.tsx";
import { useFormat } from "../../session/use-format.ts";
import type { AutomationInfo } from "../queries.ts";
import { isTold, sentenceOf } from "../sentence/sentence.ts";
import { SentenceText } from "../sentence/sentence-text.tsx";
import { useSpeech } from "../sentence/speech.ts";
import { talliesQuery } from "../list/tallies-query.ts";
import { Entrants } from "./entrants.tsx";
import classes from "./publishing.module.css";

type Preview = z.infer<typeof activationPreviewSchema>;

interface ActivateDialogProps {
  readonly automation: AutomationInfo;
  readonly close: () => void;
}

/** These wait for something to happen: there are no records that match them already. */
const ONLY_NEW = ["on", "event", "manual"];
const takesOnlyNew = (definition: object): boolean =>
  isTold(definition) && ONLY_NEW.some((kind) => kind in definition.trigger);

/** Above it the number is typed: nobody writes to so many by a slip. */
const MANY = 500;
const RESUMES = ["shift", "keep_clock", "restart", "discard"] as const;

interface Choice {
  readonly existing: boolean;
  readonly since: boolean;
  /** Null: nothing waits. */
  readonly resume: (typeof RESUMES)[number] | null;
}

const activationOf = ({ existing, since, resume }: Choice) => ({
  existing,
  ...(since && !existing ? { created_after: true } : {}),
  ...(resume === null ? {} : { resume }),
});

/** Whom it takes, how many that are, and when the first step is due, before it is switched on. */
export const ActivateDialog = ({ automation, close }: ActivateDialogProps) => {
  const { t } = useTranslation();
  const speech = useSpeech();
  const client = useQueryClient();
  const { key, name, definition } = automation;
  const [existing, setExisting] = useState(false);
  const [since, setSince] = useState(false);
  const [typed, setTyped] = useState<number | string>("");
  const [resume, setResume] = useState<(typeof RESUMES)[number]>("shift");
  const { data: tallies } = useQuery(talliesQuery);
  const waiting = tallies?.get(key)?.waiting ?? 0;
  const onlyNew = takesOnlyNew(definition);
  const preview = useQuery({
    queryKey: ["automations", "preview", key, true],
    queryFn: ({ signal }) =>
      request<Preview>(`/automations/${key}/preview`, { method: "POST", body: { existing: true }, signal }),
    enabled: !onlyNew,
    gcTime: 0,
    retry: false,
  });
  const activate = useMutation({
    mutationFn: () =>
      request(`/automations/${key}/activate`, {
        method: "POST",
        body: activationOf({ existing, since, resume: waiting > 0 ? resume : null }),
      }),
    onSuccess: async () => {
      toast({ text: t("editor.activate.done", { name }) });
      close();
      await client.invalidateQueries({ queryKey: ["automations"] });
    },
  });
  const enter = preview.data?.enter ?? 0;
  const isMany = existing && enter > MANY;
  const isReady = isMany ? Number(typed) === enter : !existing || preview.data !== undefined;
  return (
    <Dialog title={t("editor.activate.title", { name })} onClose={close} size={520}>
      {isTold(definition) && (
        <p className={classes["sentence"]}>
          <SentenceText parts={sentenceOf(definition, speech)} />
        </p>
      )}
      {onlyNew ? (
        <Text size="sm">{t("automations.on.none")}</Text>
      ) : (
        <Whom
          existing={existing}
          setExisting={setExisting}
          since={since}
          setSince={setSince}
          count={preview.data?.enter ?? null}
        />
      )}
      {existing && preview.data !== undefined && <Figures preview={preview.data} automation={automation} />}
      {isMany && (
        <NumberInput
          mt={12}
          hideControls
          label={t("editor.activate.type", { count: enter })}
          value={typed}
          onChange={setTyped}
        />
      )}
      {waiting > 0 && <ResumeChoice waiting={waiting} resume={resume} setResume={setResume} />}
      <FaultNote error={activate.error ?? (existing ? preview.error : null)} />
      <DialogFoot>
        <Button variant="default" onClick={close}>
          {t("common.cancel")}
        </Button>
        <Button disabled={!isReady} loading={activate.isPending} onClick={() => activate.mutate()}>
          {existing ? t("automations.on.doFor", { count: enter }) : t("automations.on.do")}
        </Button>
      </DialogFoot>
    </Dialog>
  );
};

type Resume = (typeof RESUMES)[number];

interface ResumeChoiceProps {
  readonly waiting: number;
  readonly resume: Resume;
  readonly setResume: (resume: Resume) => void;
}

/** What becomes of the steps that waited while it was off. */
const ResumeChoice = ({ waiting, resume, setResume }: ResumeChoiceProps) => {
  const { t } = useTranslation();
  return (
    <NativeSelect
      mt={12}
      label={t("editor.activate.resume", { count: waiting })}
      data={RESUMES.map((one) => ({ value: one, label: t(`editor.activate.${one}`) }))}
      value={resume}
      onChange={({ currentTarget: { value } }) => setResume(value as Resume)}
    />
  );
};

interface WhomProps {
  readonly existing: boolean;
  readonly setExisting: (existing: boolean) => void;
  readonly since: boolean;
  readonly setSince: (since: boolean) => void;
  /** How many match already; null: not counted yet. */
  readonly count: number | null;
}

const Whom = ({ existing, setExisting, since, setSince, count }: WhomProps) => {
  const { t } = useTranslation();
  return (
    <Radio.Group
      label={t("automations.on.whom")}
      value={existing ? "all" : "new"}
      onChange={(value) => setExisting(value === "all")}
    >
      <Stack gap={8} mt={4}>
        <Radio value="new" label={t("automations.on.new")} />
        <Checkbox
          ms={28}
          disabled={existing}
          label={t("editor.activate.since")}
          checked={since && !existing}
          onChange={({ currentTarget: { checked } }) => setSince(checked)}
        />
        <Radio
          value="all"
          label={count === null ? t("automations.on.existing") : t("editor.activate.existing", { count })}
        />
      </Stack>
    </Radio.Group>
  );
};

interface FiguresProps {
  readonly preview: Preview;
  readonly automation: Pick<AutomationInfo, "key" | "object">;
}

/** How many enter and can be reached, and who they are. */
const Figures = ({ preview, automation: { key, object } }: FiguresProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const rows = [
    ["enter", preview.enter],
    ["reached", preview.reached],
    ["noAddress", preview.no_address],
    ["suppressed", preview.suppressed],
  ] as const;
  return (
    <>
      <dl className={classes["figures"]} aria-label={object}>
        {rows.map(([label, count]) => (
          <div key={label} style={{ display: "contents" }}>
            <dt>{t(`automations.on.${label}`)}</dt>
            <dd>{format.number(count)}</dd>
          </div>
        ))}
        {preview.first_due !== null && (
          <>
            <dt>{t("automations.on.first")}</dt>
            <dd>{format.moment(preview.first_due)}</dd>
          </>
        )}
      </dl>
      {preview.enter > 0 && <Entrants automation={key} object={object} />}
    </>
  );
};
