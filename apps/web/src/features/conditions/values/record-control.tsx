import { Stack } from "@mantine/core";
import { asWords } from "../../../lib/format/as-words.ts";
import { RecordPicker } from "../record-picker.tsx";
import type { ValueProps } from "./value.ts";

/** The record that another points at, found by what people call it; of several, each, and one more. */
export const RecordControl = ({ field, value, label, error, onChange }: ValueProps) => {
  const shared = { object: field.to ?? "", label, error };
  if (!Array.isArray(value)) {
    const chosen = asWords(value);
    return <RecordPicker {...shared} value={chosen === "" ? null : chosen} onChange={onChange} />;
  }
  const ids = value.map(asWords);
  return (
    <Stack gap={4}>
      {[...ids, null].map((id, index) => (
        <RecordPicker
          key={id ?? "more"}
          {...shared}
          value={id}
          onChange={(picked) => onChange([...new Set(ids.toSpliced(index, 1, picked))])}
        />
      ))}
    </Stack>
  );
};
