import type { RecordPayload } from "@cadencia/contracts/api";
import { useTranslation } from "react-i18next";
import type { AutomationInfo } from "../../../automations/queries.ts";
import { plain } from "../../../automations/sentence/parts.ts";
import { aCondition } from "../../../automations/sentence/phrase/condition.ts";
import { isTold } from "../../../automations/sentence/sentence.ts";
import { useSpeech } from "../../../automations/sentence/speech.ts";
import { triggerClause } from "../../../automations/sentence/trigger/index.ts";
import { nearestChange, type Check } from "./checklist.ts";

/** The nearest change that would make it run, in words; null where none is known. */
export const useWouldRun = (
  checks: readonly Check[],
  { record, automation }: { readonly record: RecordPayload; readonly automation: AutomationInfo },
): string | null => {
  const { t } = useTranslation();
  const speech = useSpeech();
  const ring = checks.find(({ state }) => state === "no");
  if (ring === undefined) return null;
  if (ring.name === "active")
    return t(
      `records.why.${ring.reason === "before_activation" && automation.state === "active" ? "again" : "active"}`,
    );
  const near = ring.conditions === null ? [] : nearestChange(ring.conditions);
  if (near.length > 0)
    return near
      .map(({ field, operator, expected }) =>
        plain(aCondition({ field, operator, value: expected }, record.object, speech)),
      )
      .join(` ${t("records.why.and")} `);
  if (ring.name !== "trigger" || !isTold(automation.definition)) return null;
  return t("records.why.happen", { trigger: plain(triggerClause(automation.definition, speech)) });
};
