import type { RecordPayload } from "@cadencia/contracts/api";
import { Switch } from "@mantine/core";
import { useState } from "react";
import flashing from "../../../ui/flash.module.css";
import { useChangedByItself } from "../../live/changed.ts";
import type { FieldInfo } from "../../model/queries.ts";
import { useLabels } from "../../model/use-labels.ts";
import { useFieldSave } from "../saving/use-field-save.ts";
import classes from "./fields.module.css";
import { SavingNote } from "./saving-note.tsx";

interface SwitchRowProps {
  readonly record: RecordPayload;
  readonly field: FieldInfo;
}

/** Yes or no: saved with the press. */
export const SwitchRow = ({ record, field }: SwitchRowProps) => {
  const label = useLabels().field(field);
  const { standing, save, forget } = useFieldSave(record, field.key);
  const [own, setOwn] = useState<unknown>(undefined);
  const stored = record[field.key];
  const flash = useChangedByItself(stored, own) ? flashing["flash"] : "";
  const shown = standing.kind === "idle" || standing.kind === "conflict" ? stored : standing.edit.yours;
  const press = (yours: boolean): void => {
    setOwn(yours);
    void save({ field: field.key, yours, base: stored });
  };
  return (
    <div className={`${classes["row"]} ${flash}`}>
      <Switch
        px={8}
        py={4}
        label={label}
        checked={shown === true}
        error={standing.kind === "refused" ? standing.message : null}
        onChange={(event) => press(event.currentTarget.checked)}
      />
      <SavingNote field={field} standing={standing} save={save} forget={forget} />
    </div>
  );
};
