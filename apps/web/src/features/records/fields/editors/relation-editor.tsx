import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { objectsQuery } from "../../../model/queries.ts";
import { recordQuery, searchQuery } from "../../queries.ts";
import { titleFields, titleOf } from "../../record-title.ts";
import type { EditorProps } from "../editor.ts";

const PATIENCE = 200;

/** Finds the record that another points at by what people call it. */
export const RelationEditor = ({ field, label, value, error, commit, cancel }: EditorProps) => {
  const { t } = useTranslation();
  const target = field.to ?? "";
  const chosen = typeof value === "string" ? value : null;
  const [typed, setTyped] = useState("");
  const [text] = useDebouncedValue(typed, PATIENCE);
  const { data: objects } = useQuery(objectsQuery);
  const object = objects?.get(target);
  const current = useQuery({
    ...recordQuery({ object: target, id: chosen ?? "" }),
    enabled: chosen !== null,
  });
  const currentName = current.data === undefined ? "" : (titleOf(current.data, object) ?? "");
  // What stands there already is no search.
  const wanted = text === currentName ? "" : text;
  const found = useQuery({
    ...searchQuery(target, { by: titleFields(object), text: wanted }),
    enabled: object !== undefined,
  });
  const records = [...(current.data === undefined ? [] : [current.data]), ...(found.data?.items ?? [])];
  const data = [...new Map(records.map((record) => [record.id, record])).values()].map((record) => ({
    value: record.id,
    label: titleOf(record, object) ?? t("records.untitled"),
  }));
  return (
    <Select
      autoFocus
      searchable
      defaultDropdownOpened
      aria-label={label}
      placeholder={t("records.search")}
      nothingFoundMessage={found.isFetching ? t("common.loading") : t("records.noMatch", { text: typed })}
      data={data}
      value={chosen}
      error={error}
      // The server has searched; folded letters would be lost to a second sieve.
      filter={({ options }) => options}
      onSearchChange={setTyped}
      clearable={!field.required}
      clearButtonProps={{ "aria-label": t("records.clear") }}
      onChange={(picked) => commit(picked)}
      onDropdownClose={() => cancel()}
      onKeyDown={(event) => event.key === "Escape" && cancel()}
    />
  );
};
