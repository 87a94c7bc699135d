import { Select } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../../../ui/dialog.tsx";
import { EntryForm } from "../../../ui/entry-form.tsx";
import type { ObjectInfo } from "../../model/queries.ts";
import { useLabels } from "../../model/use-labels.ts";
import { FieldInput, TYPED } from "../../records/fields/field-input.tsx";

interface SetFieldDialogProps {
  readonly object: ObjectInfo;
  readonly count: number;
  readonly onSet: (field: string, value: unknown) => void;
  readonly onClose: () => void;
}

export const SetFieldDialog = ({ object, count, onSet, onClose }: SetFieldDialogProps) => {
  const { t } = useTranslation();
  const labels = useLabels();
  const [key, setKey] = useState<string | null>(null);
  const [value, setValue] = useState<unknown>(null);
  const fields = object.fields.filter(
    ({ read_only, type, required }) => !read_only && !required && TYPED.has(type) && type !== "stage",
  );
  const field = fields.find((one) => one.key === key);
  const submit = () => {
    if (field !== undefined) onSet(field.key, field.type === "boolean" ? value === true : value);
  };
  return (
    <Dialog title={t("lists.setTitle", { count })} onClose={onClose}>
      <EntryForm
        action={t("lists.setDo", { count })}
        isReady={field !== undefined}
        onSubmit={submit}
        onCancel={onClose}
      >
        <Select
          searchable
          label={t("lists.field")}
          allowDeselect={false}
          data={fields.map((one) => ({ value: one.key, label: labels.field(one) }))}
          value={key}
          onChange={(picked) => {
            setKey(picked);
            setValue(null);
          }}
        />
        {field !== undefined && (
          <FieldInput key={field.key} field={field} value={value} onChange={setValue} />
        )}
      </EntryForm>
    </Dialog>
  );
};
