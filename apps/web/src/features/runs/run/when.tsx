import type { RunDetail } from "@cadencia/contracts/api";
import { useTranslation } from "react-i18next";
import { stateOf } from "../../records/automation/steps-of-run.ts";
import { useFormat } from "../../session/use-format.ts";

interface WhenProps {
  /** Null: not reached. */
  readonly recorded: Pick<RunDetail["steps"][number], "status" | "due" | "at"> | null;
  readonly isSending: boolean;
  /** What it waits for, in words. */
  readonly wait: string;
}

/** Later than this was not on time. */
const ON_TIME = 60_000;

/** When a step was due against when it was done. */
export const When = ({ recorded, isSending, wait }: WhenProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  if (recorded === null) return wait;
  const { due, at } = recorded;
  const state = stateOf(recorded);
  if (isSending) return t("runs.sending");
  if (state === "waiting" && due === null) return wait;
  if (state === "waiting" && due !== null)
    return t("records.step.due", { at: format.moment(due), distance: format.distance(due) });
  if (at === null) return "";
  if (due === null) return format.moment(at);
  if (state === "cancelled") return t("runs.cancelledAt", { at: format.moment(at), due: format.moment(due) });
  return new Date(at).getTime() - new Date(due).getTime() < ON_TIME
    ? t("runs.onTime", { at: format.moment(at) })
    : t("runs.dueAndDone", { due: format.moment(due), at: format.moment(at) });
};
