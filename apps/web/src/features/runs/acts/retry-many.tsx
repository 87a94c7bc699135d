import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Confirm } from "../../../ui/confirm.tsx";
import { toast } from "../../../ui/toast.tsx";
import type { AutomationInfo } from "../../automations/queries.ts";
import { useReason } from "../../records/automation/use-reason.ts";
import { useFormat } from "../../session/use-format.ts";
import type { ReasonCount } from "../tally.ts";
import type { Wanted } from "../wanted.ts";
import { useRunAct } from "./use-run-act.ts";

interface RetryManyProps {
  readonly automation: AutomationInfo;
  readonly by: "same" | "newest";
  readonly wanted: Wanted;
  readonly reason: ReasonCount;
  readonly close: () => void;
}

interface Retried {
  readonly retried: number;
  readonly left: number;
}

/** Does all failed steps of one reason again; says how many before, and how many after. */
export const RetryMany = ({ automation, by, wanted, reason, close }: RetryManyProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const reasonOf = useReason();
  const { count } = reason;
  const number = format.number(count);
  const act = useRunAct<Retried>(({ retried, left }) => {
    close();
    const text = t("runs.many.done", { count: retried, number: format.number(retried) });
    toast({
      text:
        left === 0 ? text : `${text} ${t("runs.many.left", { count: left, number: format.number(left) })}`,
    });
  });
  return (
    <Confirm
      title={t("runs.many.title", { count, number, name: automation.name })}
      action={t("runs.many.do", { count, number })}
      isSending={act.isPending}
      error={act.error}
      onConfirm={() =>
        act.mutate({
          path: `/automations/${automation.key}/retry`,
          body: {
            version: by,
            count,
            days: wanted.days,
            ...(reason.reason === null ? {} : { reason: reason.reason }),
            ...(wanted.step === null ? {} : { step: wanted.step }),
          },
        })
      }
      onClose={close}
    >
      <Text>{t(by === "same" ? "runs.many.same" : "runs.many.newest", { version: automation.version })}</Text>
      <Text c="dimmed" size="sm">
        {reason.reason === null ? "" : reasonOf(reason.reason)}
      </Text>
    </Confirm>
  );
};
