import type { OutboxLine } from "@cadencia/contracts/api";
import { useTranslation } from "react-i18next";
import { StateMark, type StepState } from "../../ui/state-mark.tsx";

const MARKS: Readonly<Record<OutboxLine["state"], StepState>> = {
  queued: "waiting",
  sent: "done",
  captured: "pending",
  failed: "failed",
  uncertain: "uncertain",
  held: "skipped",
  cancelled: "cancelled",
};

export const StateOfMessage = ({
  state,
  pill = false,
}: {
  readonly state: OutboxLine["state"];
  readonly pill?: boolean;
}) => {
  const { t } = useTranslation();
  return <StateMark state={MARKS[state]} word={t(`outbox.state.${state}`)} pill={pill} />;
};
