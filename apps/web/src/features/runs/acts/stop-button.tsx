import { Button, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Confirm } from "../../../ui/confirm.tsx";
import { useRunAct } from "./use-run-act.ts";

interface StopButtonProps {
  /** Asks whether it is meant. */
  readonly title: string;
  readonly automation: string;
  readonly record: string | null;
  /** How many steps have not been done. */
  readonly open: number;
}

/** Ends the run that an automation has for a record. */
export const StopButton = (run: StopButtonProps) => {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t("records.runs.stop")}
      </Button>
      {isAsking && <AskStop {...run} close={() => setAsking(false)} />}
    </>
  );
};

const AskStop = ({
  title,
  automation,
  record,
  open,
  close,
}: StopButtonProps & { readonly close: () => void }) => {
  const { t } = useTranslation();
  const stop = useRunAct(close);
  return (
    <Confirm
      title={title}
      action={t("records.runs.stopDo")}
      isDangerous
      isSending={stop.isPending}
      error={stop.error}
      onConfirm={() => stop.mutate({ path: `/automations/${automation}/stop`, body: { record } })}
      onClose={close}
    >
      <Text>{t("records.runs.stopText", { count: open })}</Text>
    </Confirm>
  );
};
