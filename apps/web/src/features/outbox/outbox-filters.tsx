import { NativeSelect, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { LONGEST_WORDS, useTypedWords } from "../../lib/use-typed-words.ts";
import { automationsQuery } from "../automations/queries.ts";
import { useMay } from "../session/use-may.ts";
import classes from "./outbox.module.css";
import { KINDS, STATES, type Wanted } from "./wanted.ts";

interface OutboxFiltersProps {
  readonly wanted: Wanted;
  /** Nothing is handed outside: what was sent was captured. */
  readonly captures: boolean;
  readonly onChange: (changes: Partial<Wanted>) => void;
}

const chosen = (value: string): string | null => (value === "" ? null : value);

export const OutboxFilters = ({ wanted, captures, onChange }: OutboxFiltersProps) => {
  const { t } = useTranslation();
  const may = useMay();
  const { data } = useQuery({ ...automationsQuery, enabled: may("automation", "read") });
  const [typed, type] = useTypedWords(wanted.text, (text) => onChange({ text }));
  return (
    <div className={classes["filters"]} role="search">
      <TextInput
        type="search"
        className={classes["words"]}
        value={typed}
        aria-label={t("outbox.find")}
        placeholder={t("outbox.findHint")}
        leftSection={<IconSearch size={16} aria-hidden />}
        maxLength={LONGEST_WORDS}
        onChange={({ currentTarget: { value } }) => type(value)}
      />
      <NativeSelect
        aria-label={t("outbox.kind")}
        value={wanted.channel ?? ""}
        onChange={({ currentTarget: { value } }) => onChange({ channel: chosen(value) })}
        data={[
          { value: "", label: t("outbox.allKinds") },
          ...KINDS.map((kind) => ({ value: kind, label: t(`outbox.kinds.${kind}`) })),
        ]}
      />
      <NativeSelect
        aria-label={t("outbox.stateOf")}
        value={wanted.state ?? ""}
        onChange={({ currentTarget: { value } }) => onChange({ state: chosen(value) })}
        data={[
          { value: "", label: t("outbox.allStates") },
          ...STATES.map((state) => ({
            value: state,
            label: t(`outbox.state.${captures && state === "sent" ? "captured" : state}`),
          })),
        ]}
      />
      {data !== undefined && data.items.length > 0 && (
        <NativeSelect
          className={classes["automation"]}
          aria-label={t("outbox.automation")}
          value={wanted.automation ?? ""}
          onChange={({ currentTarget: { value } }) => onChange({ automation: chosen(value) })}
          data={[
            { value: "", label: t("outbox.allAutomations") },
            ...data.items.map(({ key, name }) => ({ value: key, label: name })),
          ]}
        />
      )}
    </div>
  );
};
