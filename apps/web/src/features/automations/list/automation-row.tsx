import { Switch } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { StateMark } from "../../../ui/state-mark.tsx";
import { useFormat } from "../../session/use-format.ts";
import { useMay } from "../../session/use-may.ts";
import type { AutomationInfo } from "../queries.ts";
import { isTold, sentenceOf } from "../sentence/sentence.ts";
import { SentenceText } from "../sentence/sentence-text.tsx";
import { useSpeech } from "../sentence/speech.ts";
import classes from "./list.module.css";
import { SwitchOff } from "./switch-off.tsx";
import { SwitchOn } from "./switch-on.tsx";
import type { Tally } from "./tallies-query.ts";

interface AutomationRowProps {
  readonly automation: AutomationInfo;
  readonly tally: Tally | undefined;
}

const COUNTED = ["failed", "uncertain", "waiting", "done"] as const;

export const AutomationRow = ({ automation, tally }: AutomationRowProps) => {
  const { t } = useTranslation();
  const may = useMay();
  const format = useFormat();
  const speech = useSpeech();
  const [isAsking, setAsking] = useState(false);
  const { name, definition, state, off_reason: offReason, problems } = automation;
  const isOn = state === "active";
  const next = tally?.next_due ?? null;
  const close = () => setAsking(false);
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
        <div className={classes["name"]}>{name}</div>
        {isTold(definition) ? (
          <SentenceText parts={sentenceOf(definition, speech)} />
        ) : (
          <span className={classes["next"]}>{t("automations.untold")}</span>
        )}
        {offReason !== null && <div className={classes["off"]}>{t(`reasons.reason.${offReason}`)}</div>}
        {problems.map(({ field, message }) => (
          <div key={field} className={classes["off"]}>
            {message}
          </div>
        ))}
        {next !== null && isOn && (
          <div className={classes["next"]}>{t("automations.next", { at: format.moment(next) })}</div>
        )}
      </div>
      <div className={classes["counts"]}>
        {COUNTED.filter((kind) => (tally?.[kind] ?? 0) > 0).map((kind) => (
          <span key={kind}>
            <StateMark
              state={kind}
              word={`${t(`common.state.${kind}`)} ${format.number(tally?.[kind] ?? 0)}`}
            />
          </span>
        ))}
      </div>
      {isAsking &&
        (isOn ? (
          <SwitchOff automation={automation} tally={tally} close={close} />
        ) : (
          <SwitchOn automation={automation} close={close} />
        ))}
    </li>
  );
};
