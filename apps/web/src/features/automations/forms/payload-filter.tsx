import { Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

interface PayloadFilterProps {
  readonly label: string;
  readonly filter: unknown;
  readonly error: string | null;
  /** Undefined: no condition. */
  readonly onChange: (filter: unknown) => void;
}

const print = (filter: unknown): string => (filter === undefined ? "" : JSON.stringify(filter));

/** A condition over what an event brings along, as it is written: its fields are those of no object. */
export const PayloadFilter = ({ label, filter, error, onChange }: PayloadFilterProps) => {
  const { t } = useTranslation();
  const [text, setText] = useState(() => print(filter));
  const [isWrong, setWrong] = useState(false);
  const write = (next: string) => {
    setText(next);
    if (next.trim() === "") return onChange(undefined);
    try {
      onChange(JSON.parse(next));
      setWrong(false);
    } catch {
      setWrong(true);
    }
  };
  return (
    <Textarea
      autosize
      label={label}
      placeholder='["score", "lte", 2]'
      value={text}
      error={isWrong ? t("editor.fault.bad_format") : error}
      onChange={(event) => write(event.currentTarget.value)}
    />
  );
};
