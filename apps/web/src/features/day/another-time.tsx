import { TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldErrors } from "../../lib/api/problem.ts";
import { fromWallClock, toWallClock } from "../../lib/format/zoned.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { EntryForm } from "../../ui/entry-form.tsx";
import { useSession } from "../session/session.ts";

interface AnotherTimeProps {
  readonly title: string;
  readonly due: string;
  readonly move: (due: string) => Promise<unknown>;
  readonly onMoved: (due: string) => void;
  readonly onClose: () => void;
}

/** Puts a duty off to any moment. */
const AnotherTime = ({ title, due, move, onMoved, onClose }: AnotherTimeProps) => {
  const { t } = useTranslation();
  const { timezone } = useSession().user;
  const [text, setText] = useState(() => toWallClock(due, timezone));
  const save = useMutation({
    mutationFn: move,
    onSuccess: (_, chosen) => {
      onClose();
      onMoved(chosen);
    },
  });
  return (
    <Dialog title={t("day.reschedule", { title })} onClose={onClose} focus="field">
      <EntryForm
        error={save.error}
        shown={["due"]}
        action={t("day.move")}
        isSending={save.isPending}
        onSubmit={() => text !== "" && save.mutate(fromWallClock(text, timezone))}
        onCancel={onClose}
      >
        <TextInput
          type="datetime-local"
          label={t("day.due")}
          value={text}
          error={fieldErrors(save.error)["due"]}
          required
          data-autofocus
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </EntryForm>
    </Dialog>
  );
};

// oxlint-disable-next-line import/no-default-export -- what React.lazy takes
export default AnotherTime;
