import type { AutomationInput } from "@cadencia/contracts/automation";
import { useTranslation } from "react-i18next";
import { asTitle } from "../../automations/sentence/parts.ts";
import { useSpeech } from "../../automations/sentence/speech.ts";
import { triggerClause } from "../../automations/sentence/trigger/index.ts";

/** What brings records in, in a few words. */
export const TriggerName = ({ definition }: { readonly definition: AutomationInput | null }) => {
  const { t } = useTranslation();
  const speech = useSpeech();
  return definition === null ? t("runs.trigger") : asTitle(triggerClause(definition, speech));
};
