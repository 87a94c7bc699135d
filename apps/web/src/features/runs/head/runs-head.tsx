import type { StepCounts } from "@cadencia/contracts/api";
import { Button, NativeSelect, Title } from "@mantine/core";
import { IconPlayerPause, IconRoute } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import { PauseDialog } from "../../automations/publishing/pause-dialog.tsx";
import type { AutomationInfo } from "../../automations/queries.ts";
import { isTold, sentenceOf } from "../../automations/sentence/sentence.ts";
import { SentenceText } from "../../automations/sentence/sentence-text.tsx";
import { useSpeech } from "../../automations/sentence/speech.ts";
import { useFormat } from "../../session/use-format.ts";
import { useMay } from "../../session/use-may.ts";
import { addressOf, type Wanted } from "../wanted.ts";
import classes from "./head.module.css";

interface RunsHeadProps {
  /** Left out: it was deleted, its history is there. */
  readonly automation: AutomationInfo | undefined;
  readonly wanted: Wanted;
  readonly counts: StepCounts;
}

const PERIODS = [1, 7, 30, 90, 365] as const;

export const RunsHead = ({ automation, wanted, counts }: RunsHeadProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const speech = useSpeech();
  const [isPausing, setPausing] = useState(false);
  const isActive = automation?.state === "active";
  const since = isActive ? automation.activated_at : (automation?.deactivated_at ?? null);
  return (
    <>
      <header className={classes["head"]}>
        <div className={classes["title"]}>
          <Title order={1}>{automation?.name ?? wanted.key}</Title>
          <span className={classes["state"]} data-active={isActive || undefined}>
            {t(`runs.state.${automation?.state ?? "deleted"}`)}
          </span>
          {automation !== undefined && (
            <span className={classes["version"]}>
              {since === null
                ? t("runs.version", { version: automation.version })
                : t("runs.versionSince", { version: automation.version, at: format.date(since) })}
            </span>
          )}
        </div>
        <HeadActs automation={automation} wanted={wanted} counts={counts} pause={() => setPausing(true)} />
      </header>
      {automation !== undefined && isTold(automation.definition) && (
        <p className={classes["sentence"]}>
          <SentenceText parts={sentenceOf(automation.definition, speech)} />
        </p>
      )}
      {isPausing && automation !== undefined && (
        <PauseDialog automation={automation} close={() => setPausing(false)} />
      )}
    </>
  );
};

/** What is looked at, and what one may do to the automation. */
const HeadActs = ({ automation, wanted, counts, pause }: RunsHeadProps & { readonly pause: () => void }) => {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const may = useMay();
  const format = useFormat();
  const isActive = automation?.state === "active";
  const versions = [...new Set(counts.runs.map(({ version }) => version))].toSorted((a, b) => b - a);
  const periods = PERIODS.some((days) => days === wanted.days) ? PERIODS : [...PERIODS, wanted.days];
  return (
    <div className={classes["acts"]}>
      {versions.length > 1 && (
        <NativeSelect
          aria-label={t("runs.ofVersion")}
          value={wanted.version ?? ""}
          onChange={({ currentTarget: { value } }) =>
            go(addressOf({ ...wanted, version: value === "" ? null : Number(value), run: null }))
          }
          data={[
            { value: "", label: t("runs.allVersions") },
            ...versions.map((version) => ({
              value: String(version),
              label: t("runs.oneVersion", { version }),
            })),
          ]}
        />
      )}
      <NativeSelect
        aria-label={t("runs.period")}
        value={wanted.days}
        onChange={({ currentTarget: { value } }) => go(addressOf({ ...wanted, days: Number(value) }))}
        data={periods.map((days) => ({
          value: String(days),
          label: t("runs.lastDays", { count: days, number: format.number(days) }),
        }))}
      />
      {isActive && may("automation", "edit") && isTold(automation.definition) && (
        <Button
          variant="default"
          leftSection={<IconPlayerPause size={16} aria-hidden />}
          onClick={() => pause()}
        >
          {t("runs.pause")}
        </Button>
      )}
      {automation !== undefined && (
        <Button
          variant="default"
          component={Link}
          href={`/automations/${wanted.key}`}
          leftSection={<IconRoute size={16} aria-hidden />}
        >
          {t(may("automation", "edit") ? "runs.edit" : "runs.open")}
        </Button>
      )}
    </div>
  );
};
