import { Checkbox, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldErrors } from "../../../lib/api/problem.ts";
import { Dialog } from "../../../ui/dialog.tsx";
import { EntryForm } from "../../../ui/entry-form.tsx";
import { toast } from "../../../ui/toast.tsx";
import type { Wanted } from "../wanted.ts";
import { useSaveView, type SavedView } from "./queries.ts";
import { viewOf } from "./wanted-of-view.ts";

interface SaveViewProps {
  readonly pipeline: string;
  readonly wanted: Wanted;
  readonly onSaved: (view: SavedView) => void;
  readonly onClose: () => void;
}

/** Keeps the page as it is under a name. */
const SaveView = ({ pipeline, wanted, onSaved, onClose }: SaveViewProps) => {
  const { t } = useTranslation();
  const save = useSaveView(pipeline);
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  const [usual, setUsual] = useState(false);
  const wrong = fieldErrors(save.error);
  const submit = () =>
    save.mutate(
      { name, wanted: viewOf(wanted), shared, usual },
      {
        onSuccess: (view) => {
          toast({ text: t("views.saved", { name: view.name }) });
          onSaved(view);
          onClose();
        },
      },
    );
  return (
    <Dialog title={t("views.saveAsTitle")} onClose={onClose} focus="field">
      <EntryForm
        error={save.error}
        shown={["name"]}
        action={t("views.saveNew")}
        isSending={save.isPending}
        isReady={name.trim() !== ""}
        onSubmit={submit}
        onCancel={onClose}
      >
        <TextInput
          data-autofocus
          label={t("views.name")}
          placeholder={t("views.nameHint")}
          value={name}
          maxLength={80}
          error={wrong["name"] === undefined ? null : t("views.taken")}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Checkbox
          label={t("views.share")}
          checked={shared}
          onChange={(event) => setShared(event.currentTarget.checked)}
        />
        <Checkbox
          label={t("views.makeUsual")}
          checked={usual}
          onChange={(event) => setUsual(event.currentTarget.checked)}
        />
      </EntryForm>
    </Dialog>
  );
};

// oxlint-disable-next-line import/no-default-export -- what React.lazy takes
export default SaveView;
