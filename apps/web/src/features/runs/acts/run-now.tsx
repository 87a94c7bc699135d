import { Button, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Confirm } from "../../../ui/confirm.tsx";
import { toast } from "../../../ui/toast.tsx";
import { useRunAct } from "./use-run-act.ts";

interface RunNowProps {
  readonly run: string;
  /** Its id inside the automation. */
  readonly step: string;
  /** What it is called. */
  readonly name: string;
}

/** Ends the wait of a step. */
export const RunNow = (step: RunNowProps) => {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t("runs.now.ask")}
      </Button>
      {isAsking && <AskRunNow {...step} close={() => setAsking(false)} />}
    </>
  );
};

const AskRunNow = ({ run, step, name, close }: RunNowProps & { readonly close: () => void }) => {
  const { t } = useTranslation();
  const act = useRunAct(() => {
    close();
    toast({ text: t("runs.now.done", { name }) });
  });
  return (
    <Confirm
      title={t("runs.now.title", { name })}
      action={t("runs.now.do")}
      isSending={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate({ path: `/runs/${run}/steps/${encodeURIComponent(step)}/run-now` })}
      onClose={close}
    >
      <Text>{t("runs.now.text")}</Text>
    </Confirm>
  );
};
