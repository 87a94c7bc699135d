import { Button, Menu, TextInput, Title } from "@mantine/core";
import { IconColumns, IconFilter, IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { LONGEST_WORDS, useTypedWords } from "../../lib/use-typed-words.ts";
import type { FieldInfo, ObjectInfo } from "../model/queries.ts";
import { useLabels } from "../model/use-labels.ts";
import { useFormat } from "../session/use-format.ts";
import { FilterPanel } from "./filter-panel.tsx";
import classes from "./lists.module.css";
import { NewRecordButton } from "./new-record.tsx";
import { countQuery } from "./queries.ts";
import type { Shown } from "./wanted.ts";

interface ListHeadProps {
  readonly object: ObjectInfo;
  readonly shown: Shown;
  readonly filter: unknown;
  readonly columns: readonly FieldInfo[];
  readonly onChange: (changes: Partial<Record<keyof Shown, string | null>>) => void;
}

export const ListHead = ({ object, shown, filter, columns, onChange }: ListHeadProps) => {
  const { t } = useTranslation();
  const labels = useLabels();
  const format = useFormat();
  const [text, type] = useTypedWords(shown.text, (words) => onChange({ text: words }));
  const [isFiltering, setFiltering] = useState(false);
  const { data } = useQuery(countQuery(object.key, filter));
  const name = labels.objects(object);
  return (
    <div className={classes["head"]}>
      <Title order={1}>
        {name}{" "}
        <span className={classes["count"]} aria-live="polite">
          {data === undefined ? "" : format.number(data.matching ?? data.total)}
        </span>
      </Title>
      <TextInput
        type="search"
        className={classes["search"]}
        aria-label={t("lists.search", { name })}
        placeholder={t("lists.searchShort")}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={text}
        maxLength={LONGEST_WORDS}
        onChange={({ currentTarget: { value } }) => type(value)}
      />
      <Button
        variant="default"
        leftSection={<IconFilter size={16} aria-hidden />}
        onClick={() => setFiltering(true)}
      >
        {shown.filter === null ? t("lists.filter") : t("lists.filtered")}
      </Button>
      <ColumnsMenu
        object={object}
        columns={columns}
        onChange={(keys) => onChange({ columns: keys.join() })}
      />
      <NewRecordButton object={object} variant="filled" />
      {isFiltering && (
        <FilterPanel
          object={object}
          filter={shown.filter}
          onClose={() => setFiltering(false)}
          onFilter={(next) => {
            setFiltering(false);
            onChange({ filter: next === null ? null : JSON.stringify(next) });
          }}
        />
      )}
    </div>
  );
};

interface ColumnsMenuProps {
  readonly object: ObjectInfo;
  readonly columns: readonly FieldInfo[];
  readonly onChange: (keys: readonly string[]) => void;
}

/** Neither of them is read in a cell. */
const UNSHOWN = new Set(["json", "html", "relations"]);

const ColumnsMenu = ({ object, columns, onChange }: ColumnsMenuProps) => {
  const { t } = useTranslation();
  const labels = useLabels();
  const keys = columns.map(({ key }) => key);
  return (
    <Menu position="bottom-end" closeOnItemClick={false}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconColumns size={16} aria-hidden />}>
          {t("lists.columns")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes["columns"]}>
        {object.fields
          .filter(({ type }) => !UNSHOWN.has(type))
          .map((field) => (
            <Menu.CheckboxItem
              key={field.key}
              checked={keys.includes(field.key)}
              disabled={keys.length === 1 && keys[0] === field.key}
              onChange={(isOn) =>
                onChange(isOn ? [...keys, field.key] : keys.filter((key) => key !== field.key))
              }
            >
              {labels.field(field)}
            </Menu.CheckboxItem>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
};
