import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { tellProblem, toast } from "../../../ui/toast.tsx";
import { useRunAct } from "./use-run-act.ts";

interface RetryButtonsProps {
  readonly run: string;
  readonly step: string;
  /** Of the record. */
  readonly name: string;
  /** The automation's newest version, where the run is on an older one and the newest has the step. */
  readonly newest: number | null;
}

/** Does a failed step again; the run goes on from there. */
export const RetryButtons = ({ run, step, name, newest }: RetryButtonsProps) => {
  const { t } = useTranslation();
  const act = useRunAct(() => toast({ text: t("runs.retried", { name }) }));
  const retry = (version: "same" | "newest") =>
    act.mutate(
      { path: `/runs/${run}/steps/${encodeURIComponent(step)}/retry`, body: { version } },
      { onError: tellProblem },
    );
  return (
    <Group gap={4}>
      <Button
        variant="default"
        size="compact-sm"
        loading={act.isPending}
        onClick={() => retry("same")}
        aria-label={t("runs.retryOf", { name })}
      >
        {t("runs.retry")}
      </Button>
      {newest !== null && (
        <Button
          variant="default"
          size="compact-sm"
          disabled={act.isPending}
          onClick={() => retry("newest")}
          aria-label={t("runs.retryNewestOf", { name, version: newest })}
        >
          {t("runs.retryNewest", { version: newest })}
        </Button>
      )}
    </Group>
  );
};
