import { NativeSelect, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { fieldErrors, Problem } from "../../../lib/api/problem.ts";
import { request } from "../../../lib/api/request.ts";
import { parseDecimal } from "../../../lib/format/parse-decimal.ts";
import { newId } from "../../../lib/new-id.ts";
import { EntryForm } from "../../../ui/entry-form.tsx";
import { toast } from "../../../ui/toast.tsx";
import { boardKey, type Board } from "../queries.ts";
import { useLabels } from "../../model/use-labels.ts";

interface NewRecordFormProps {
  readonly board: Board;
  readonly stage: string | null;
  /** What the button is called. */
  readonly action: string;
  readonly onDone: () => void;
}

interface Values {
  readonly title: string;
  readonly amount: string;
  readonly stage: string;
}

/** Title, amount, stage: enough to stand on the board. What the server refuses is told at the field. */
export const NewRecordForm = ({ board, stage, action, onDone }: NewRecordFormProps) => {
  const { t, i18n } = useTranslation();
  const labelOf = useLabels().stage;
  const client = useQueryClient();
  // Sent again after a lost answer, it is made once.
  const once = useRef(newId());
  const hasAmount = board.stages.some(({ amount }) => amount !== null);
  const first = board.stages.find(({ name }) => name === stage) ?? board.stages[0];
  const form = useForm<Values>({ initialValues: { title: "", amount: "", stage: first?.key ?? "" } });
  const create = useMutation({
    mutationFn: ({ title, amount, stage: key }: Values) => {
      const worth = amount.trim() === "" ? {} : { amount: parseDecimal(amount, i18n.language) };
      const body = { title, stage: key, ...worth };
      return request(`/records/${board.object}`, { method: "POST", body, once: once.current });
    },
    onSuccess: (_, { title }) => {
      void client.invalidateQueries({ queryKey: boardKey(board.pipeline) });
      toast({ text: t("pipelines.created", { title }) });
      onDone();
    },
    onError: (error) => {
      if (error instanceof Problem && error.status !== 0) once.current = newId();
      form.setErrors(fieldErrors(error));
    },
  });
  return (
    <EntryForm
      error={create.error}
      shown={Object.keys(form.values)}
      action={action}
      isSending={create.isPending}
      onSubmit={form.onSubmit((values) => create.mutate(values))}
      onCancel={onDone}
    >
      <TextInput data-autofocus required label={t("pipelines.title")} {...form.getInputProps("title")} />
      {hasAmount && (
        <TextInput
          inputMode="decimal"
          label={t("pipelines.amount")}
          rightSection={board.currency}
          rightSectionWidth={56}
          {...form.getInputProps("amount")}
        />
      )}
      <NativeSelect
        label={t("pipelines.stage")}
        data={board.stages.map((one) => ({ value: one.key, label: labelOf(one) }))}
        {...form.getInputProps("stage")}
      />
    </EntryForm>
  );
};
