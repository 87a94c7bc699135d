import { Button, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Confirm } from "../../../ui/confirm.tsx";
import { FaultNote } from "../../../ui/fault-note.tsx";
import { toast } from "../../../ui/toast.tsx";
import { messageQuery } from "../queries.ts";
import classes from "../lists/lists.module.css";
import { useRunAct } from "./use-run-act.ts";

/** For who may say it: what became of a message of which nobody knows whether it went out. */
export const SettleButtons = ({ message }: { readonly message: string }) => {
  const { t } = useTranslation();
  const { data } = useQuery(messageQuery(message));
  const [isAsking, setAsking] = useState(false);
  const path = `/messages/${message}/settle`;
  const went = useRunAct(() => toast({ text: t("runs.settle.wentDone") }));
  if (data?.may_settle !== true) return null;
  return (
    <div className={classes["acts"]}>
      <Button
        variant="default"
        loading={went.isPending}
        onClick={() => went.mutate({ path, body: { answer: "went_out" } })}
      >
        {t("runs.settle.went")}
      </Button>
      <Button
        variant="default"
        onClick={() => {
          went.reset();
          setAsking(true);
        }}
      >
        {t("runs.settle.again")}
      </Button>
      <FaultNote error={went.error} />
      {isAsking && <AskAgain path={path} to={data.to} close={() => setAsking(false)} />}
    </div>
  );
};

interface AskAgainProps {
  /** Where the message is settled. */
  readonly path: string;
  /** Who may get it twice. */
  readonly to: string;
  readonly close: () => void;
}

const AskAgain = ({ path, to, close }: AskAgainProps) => {
  const { t } = useTranslation();
  const again = useRunAct(() => {
    close();
    toast({ text: t("runs.settle.againDone") });
  });
  return (
    <Confirm
      title={t("runs.settle.title", { to })}
      action={t("runs.settle.do")}
      isSending={again.isPending}
      error={again.error}
      onConfirm={() => again.mutate({ path, body: { answer: "send_again" } })}
      onClose={close}
    >
      <Text>{t("runs.settle.text")}</Text>
    </Confirm>
  );
};
