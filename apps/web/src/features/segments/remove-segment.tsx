import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { Confirm } from "../../ui/confirm.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { DialogFoot } from "../../ui/dialog-foot.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { tellProblem, toast } from "../../ui/toast.tsx";
import type { SegmentInfo } from "../conditions/queries.ts";
import { segmentName } from "../conditions/segment-name.ts";
import { useMay } from "../session/use-may.ts";
import { useDeleteSegment, useSaveSegment } from "./queries.ts";
import type { Users } from "./segment-users.ts";

interface RemoveSegmentProps {
  readonly segment: SegmentInfo;
  readonly users: Users;
}

/** Only what nobody rests on can be removed; the button says who does. */
export const RemoveSegment = (given: RemoveSegmentProps) => {
  const { t } = useTranslation();
  const may = useMay();
  const [isAsking, setAsking] = useState(false);
  if (!may("segment", "delete")) return null;
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t("segments.removeAsk")}
      </Button>
      {isAsking && <AskRemove {...given} close={() => setAsking(false)} />}
    </>
  );
};

const AskRemove = ({ segment, users, close }: RemoveSegmentProps & { readonly close: () => void }) => {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const remove = useDeleteSegment();
  const restore = useSaveSegment();
  const name = segmentName(segment.key);
  const names = [
    ...users.automations.map((one) => one.name),
    ...users.segments.map((one) => segmentName(one.key)),
  ];
  const doRemove = () =>
    remove.mutate(segment.key, {
      onSuccess: () => {
        go("/segments");
        toast({
          text: t("segments.removed", { name }),
          // By then this page is left.
          action: {
            label: t("common.undo"),
            act: () => void restore.mutateAsync(segment).catch(tellProblem),
          },
        });
      },
    });
  if (names.length > 0)
    return (
      <Dialog title={t("segments.removeTitle", { name })} onClose={close}>
        <p>{t("segments.inUse", { names: names.join(", ") })}</p>
        <FaultNote error={remove.error} />
        <DialogFoot>
          <Button variant="default" onClick={close}>
            {t("common.close")}
          </Button>
        </DialogFoot>
      </Dialog>
    );
  return (
    <Confirm
      title={t("segments.removeTitle", { name })}
      action={t("segments.remove")}
      isDangerous
      isSending={remove.isPending}
      error={remove.error}
      onConfirm={doRemove}
      onClose={close}
    >
      <p>{t("segments.removeText")}</p>
    </Confirm>
  );
};
