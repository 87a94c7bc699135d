import type { RecordPayload } from "@cadencia/contracts/api";
import { UnstyledButton } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FieldInfo } from "../../model/queries.ts";
import { useLabels } from "../../model/use-labels.ts";
import flashing from "../../../ui/flash.module.css";
import { isSame } from "../saving/same.ts";
import { useFieldSave } from "../saving/use-field-save.ts";
import { useChangedByItself } from "../../live/changed.ts";
import { EDITORS } from "./field-editor.tsx";
import { ChangedMeanwhile } from "./changed-meanwhile.tsx";
import { FieldValue } from "./field-value.tsx";
import classes from "./fields.module.css";
import { unfinishedText } from "./json/unfinished.ts";
import { SavingNote } from "./saving-note.tsx";
import { SwitchRow } from "./switch-row.tsx";
import { useValueText } from "./use-value-text.ts";

interface FieldRowProps {
  readonly record: RecordPayload;
  readonly field: FieldInfo;
  readonly editable: boolean;
}

/** Their values are links of their own, which no button may hold. */
const LINKS = new Set(["relation", "email", "phone", "url"]);

/** A field of a record: shown, typed where it stands, saved on leaving it. */
export const FieldRow = (props: FieldRowProps) =>
  props.editable && props.field.type === "boolean" ? <SwitchRow {...props} /> : <TypedRow {...props} />;

const TypedRow = ({ record, field, editable }: FieldRowProps) => {
  const { t } = useTranslation();
  const label = useLabels().field(field);
  const textOf = useValueText();
  const { standing, save, forget } = useFieldSave(record, field.key);
  const [base, setBase] = useState<unknown>(record[field.key]);
  const [isOpen, setOpen] = useState(() => isUnfinished({ record, field, editable }));
  const opener = useRef<HTMLButtonElement>(null);
  const Editor = EDITORS[field.type];
  const edited = { field: field.key, type: field.type };
  const stored = record[field.key];
  const shown = standing.kind === "idle" || standing.kind === "conflict" ? stored : standing.edit.yours;

  const open = () => {
    setBase(stored);
    setOpen(true);
  };
  const [own, setOwn] = useState<unknown>(undefined);
  const flash = useChangedByItself(stored, own) ? flashing["flash"] : "";
  const close = () => {
    setOpen(false);
    // Back to where one came from, unless the reader has gone elsewhere meanwhile.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) opener.current?.focus();
    });
  };
  const commit = (yours: unknown) => {
    close();
    if (isSame(yours, base, field.type)) return forget();
    setOwn(yours);
    void save({ ...edited, yours, base });
  };

  const isRefused = standing.kind === "refused";
  const canOpen = editable && Editor !== undefined && !field.read_only;
  const name = t("records.edit", {
    field: label,
    value: LINKS.has(field.type) ? "" : (textOf(field, shown, record["currency"]) ?? t("records.empty")),
  });
  return (
    <div className={`${classes["row"]} ${flash}`}>
      <span className={classes["label"]}>{label}</span>
      {(isOpen || isRefused) && Editor !== undefined ? (
        <Editor
          field={field}
          record={record}
          label={label}
          value={isRefused ? standing.edit.yours : stored}
          error={isRefused ? standing.message : null}
          commit={isRefused ? (yours) => again(yours, standing.edit.base) : commit}
          cancel={() => {
            forget();
            close();
          }}
        />
      ) : (
        <div className={classes["show"]}>
          {canOpen && !LINKS.has(field.type) ? (
            <UnstyledButton ref={opener} className={classes["open"]} onClick={open} aria-label={name}>
              <FieldValue field={field} record={record} value={shown} />
            </UnstyledButton>
          ) : (
            <span className={classes["value"]}>
              <FieldValue field={field} record={record} value={shown} />
            </span>
          )}
          {canOpen && LINKS.has(field.type) && (
            <UnstyledButton ref={opener} className={classes["pen"]} onClick={open} aria-label={name}>
              <IconPencil size={16} stroke={1.75} aria-hidden />
            </UnstyledButton>
          )}
        </div>
      )}
      {isOpen && !isSame(stored, base, field.type) && <ChangedMeanwhile field={field} record={record} />}
      <SavingNote field={field} standing={standing} save={save} forget={forget} />
    </div>
  );

  function again(yours: unknown, from: unknown): void {
    setOpen(false);
    if (isSame(yours, from, field.type)) return forget();
    if (isRefused && isSame(yours, standing.edit.yours, field.type)) return;
    void save({ ...edited, yours, base: from });
  }
};

/** What was typed before the page was left, and is no JSON yet. */
const isUnfinished = ({ record, field, editable }: FieldRowProps): boolean =>
  editable && field.type === "json" && unfinishedText(record, field.key) !== null;
