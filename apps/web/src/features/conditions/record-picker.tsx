import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { objectsQuery } from "../model/queries.ts";
import { recordQuery, searchQuery } from "../records/queries.ts";
import { titleFields, titleOf } from "../records/record-title.ts";

interface RecordPickerProps {
  readonly object: string;
  readonly value: string | null;
  readonly label: string;
  readonly error?: boolean;
  readonly className?: string | undefined;
  readonly onChange: (id: string) => void;
}

const PATIENCE = 200;

/** Finds a record by what people call it. */
export const RecordPicker = ({ object, value, label, error, className, onChange }: RecordPickerProps) => {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const [text] = useDebouncedValue(typed, PATIENCE);
  const { data: objects } = useQuery(objectsQuery);
  const info = objects?.get(object);
  const current = useQuery({ ...recordQuery({ object, id: value ?? "" }), enabled: value !== null });
  const name = current.data === undefined ? "" : (titleOf(current.data, info) ?? t("records.untitled"));
  const found = useQuery({
    ...searchQuery(object, { by: titleFields(info), text: text === name ? "" : text }),
    enabled: info !== undefined,
  });
  const records = [...(current.data === undefined ? [] : [current.data]), ...(found.data?.items ?? [])];
  const data = [...new Map(records.map((record) => [record.id, record])).values()].map((record) => ({
    value: record.id,
    label: titleOf(record, info) ?? t("records.untitled"),
  }));
  return (
    <Select
      searchable
      className={className ?? ""}
      aria-label={label}
      placeholder={t("conditions.choose")}
      nothingFoundMessage={found.isFetching ? t("common.loading") : t("records.noMatch", { text: typed })}
      data={data}
      value={value}
      error={error ?? false}
      // The server has searched; folded letters would be lost to a second sieve.
      filter={({ options }) => options}
      onSearchChange={setTyped}
      allowDeselect={false}
      onChange={(picked) => picked !== null && onChange(picked)}
    />
  );
};
