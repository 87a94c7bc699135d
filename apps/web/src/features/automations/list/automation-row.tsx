import { Switch } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import { StateMark } from "../../../ui/state-mark.tsx";
import { useFormat } from "../../session/use-format.ts";
import { useMay } from "../../session/use-may.ts";
import { placeOf } from "../draft/faults.ts";
import { useFaultText } from "../draft/use-faults.ts";
import { ActivateDialog } from "../publishing/activate-dialog.tsx";
import { PauseDialog } from "../publishing/pause-dialog.tsx";
import type { AutomationInfo } from "../queries.ts";
import { isTold, sentenceOf } from "../sentence/sentence.ts";
import { SentenceText } from "../sentence/sentence-text.tsx";
import { useSpeech } from "../sentence/speech.ts";
import classes from "./list.module.css";
import type { Tally } from "./tallies-query.ts";

interface AutomationRowProps {
  readonly automation: AutomationInfo;
  readonly tally: Tally | undefined;
  /** The dialog to switch it on is open from the beginning. */
  readonly isAsked: boolean;
}

const COUNTED = ["failed", "uncertain", "waiting", "done"] as const;

export const AutomationRow = ({ automation, tally, isAsked }: AutomationRowProps) => {
  const { t, i18n } = useTranslation();
  const textOf = useFaultText();
  const may = useMay();
  const format = useFormat();
  const speech = useSpeech();
  const [, navigate] = useLocation();
  const [isAsking, setAsking] = useState(false);
  const { name, definition, state, off_reason: offReason, problems } = automation;
  const isOn = state === "active";
  const next = tally?.next_due ?? null;
  const isSentHere = isAsked && !isOn && may("automation", "edit");
  const close = () => {
    setAsking(false);
    if (isAsked) navigate("/automations", { replace: true });
  };
  return (
    <li className={classes["row"]}>
      <div className={classes["switch"]}>
        <Switch
          checked={isOn}
          disabled={!may("automation", "edit") || !isTold(definition)}
          aria-label={t(isOn ? "automations.isOn" : "automations.isOff", { name })}
          onChange={() => setAsking(true)}
        />
      </div>
      <div className={classes["text"]}>
        <Link href={`/automations/${automation.key}/sequence`} className={classes["name"]}>
          {name}
        </Link>
        {isTold(definition) ? (
          <SentenceText parts={sentenceOf(definition, speech)} />
        ) : (
          <span className={classes["next"]}>{t("automations.untold")}</span>
        )}
        {offReason !== null && <div className={classes["off"]}>{t(`reasons.reason.${offReason}`)}</div>}
        {problems.map(({ field, code, message }) => (
          <div key={field} className={classes["off"]}>
            {i18n.language === "en"
              ? message
              : textOf({ kind: "fault", ...placeOf(field), code, message, params: {} })}
          </div>
        ))}
        {next !== null && isOn && (
          <div className={classes["next"]}>{t("automations.next", { at: format.moment(next) })}</div>
        )}
      </div>
      <div className={classes["counts"]}>
        {COUNTED.filter((kind) => (tally?.[kind] ?? 0) > 0).map((kind) => (
          <Link key={kind} href={`/automations/${automation.key}/runs/${kind}`} className={classes["count"]}>
            <StateMark
              state={kind}
              word={`${t(`common.state.${kind}`)} ${format.number(tally?.[kind] ?? 0)}`}
            />
          </Link>
        ))}
      </div>
      {(isAsking || isSentHere) &&
        (isOn ? (
          <PauseDialog automation={automation} close={close} />
        ) : (
          <ActivateDialog automation={automation} close={close} />
        ))}
    </li>
  );
};
