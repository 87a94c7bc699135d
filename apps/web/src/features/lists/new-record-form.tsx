import type { RecordPayload } from "@cadencia/contracts/api";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { fieldErrors, Problem } from "../../lib/api/problem.ts";
import { request } from "../../lib/api/request.ts";
import { newId } from "../../lib/new-id.ts";
import { EntryForm } from "../../ui/entry-form.tsx";
import { toast } from "../../ui/toast.tsx";
import type { FieldInfo, ObjectInfo } from "../model/queries.ts";
import { FieldInput, TYPED } from "../records/fields/field-input.tsx";
import { titleFields, titleOf } from "../records/record-title.ts";

interface NewRecordFormProps {
  readonly object: ObjectInfo;
  /** What the button is called. */
  readonly action: string;
  readonly onDone: () => void;
}

/** Enough to find and reach them; the rest is filled in on the page. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
  contact: ["first_name", "last_name", "email", "mobile", "company"],
  company: ["name", "email", "phone", "website"],
  lead: ["title", "contact_name", "email", "phone", "amount"],
  task: ["title", "due", "owner"],
};

const askedOf = (object: ObjectInfo): readonly FieldInfo[] => {
  const writable = object.fields.filter(
    ({ read_only, type }) => !read_only && TYPED.has(type) && type !== "stage",
  );
  const usual = ASKED[object.key];
  if (usual !== undefined) return usual.flatMap((key) => writable.find((field) => field.key === key) ?? []);
  const naming = titleFields(object);
  return writable
    .filter(({ key, required, custom }) => naming.includes(key) || required || custom)
    .slice(0, 6);
};

/** What the server refuses is told at the field. */
export const NewRecordForm = ({ object, action, onDone }: NewRecordFormProps) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [, navigate] = useLocation();
  // Sent again after a lost answer, it is made once.
  const once = useRef(newId());
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>({});
  const fields = askedOf(object);
  const create = useMutation({
    mutationFn: () =>
      request<RecordPayload>(`/records/${object.key}`, { method: "POST", body: values, once: once.current }),
    onSuccess: (record) => {
      void client.invalidateQueries({ queryKey: ["list", object.key] });
      toast({
        text: t("lists.created", { title: titleOf(record, object) ?? t("records.untitled") }),
        action: { label: t("lists.open"), act: () => navigate(`/records/${object.key}/${record.id}`) },
      });
      onDone();
    },
    onError: (error) => {
      if (error instanceof Problem && error.status !== 0) once.current = newId();
    },
  });
  const faults = fieldErrors(create.error);
  return (
    <EntryForm
      error={create.error}
      shown={fields.map(({ key }) => key)}
      action={action}
      isSending={create.isPending}
      onSubmit={() => create.mutate()}
      onCancel={onDone}
    >
      {fields.map((field, index) => (
        <FieldInput
          key={field.key}
          field={field}
          autoFocus={index === 0}
          value={values[field.key]}
          error={faults[field.key]}
          onChange={(value) => setValues({ ...values, [field.key]: value })}
        />
      ))}
    </EntryForm>
  );
};
