import { ActionIcon, Button, Input, NativeSelect, Stack } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { objectsQuery, type FieldInfo, type ObjectInfo } from "../../../model/queries.ts";
import {
  assignmentsOf,
  firstValue,
  verbsFor,
  writeAssignments,
  type Assignment,
  type Verb,
} from "../assignments.ts";
import { asText, type ControlProps } from "../control.ts";
import { LiteralInput } from "../literal-input.tsx";
import classes from "../forms.module.css";
import { FieldControl } from "./field-control.tsx";

interface Found {
  readonly field: FieldInfo;
  readonly holder: string;
}

const find = (
  path: string,
  object: ObjectInfo | undefined,
  objects: ReadonlyMap<string, ObjectInfo>,
): Found | null => {
  const [head = "", ...rest] = path.split(".");
  const field = object?.fields.find(({ key }) => key === head);
  if (field === undefined || object === undefined) return null;
  if (rest.length === 0) return { field, holder: object.key };
  const next = field.type === "user" ? "user" : (field.to ?? "");
  return find(rest.join("."), objects.get(next), objects);
};

interface ValuesProps extends ControlProps {
  /** The object whose fields are set; the automation's unless said otherwise. */
  readonly target?: string;
  /** A new record has nothing to clear or to add to. */
  readonly onlySet?: boolean;
}

const isSettable = ({ read_only: isReadOnly, type }: FieldInfo): boolean => !isReadOnly && type !== "json";

/** Fields with what becomes of them. */
export const ValuesControl = ({
  label,
  value,
  onChange,
  error,
  object,
  target = object,
  onlySet = false,
}: ValuesProps) => {
  const { t } = useTranslation();
  const { data: objects } = useQuery(objectsQuery);
  const rows = assignmentsOf((value ?? {}) as Readonly<Record<string, unknown>>);
  const write = (next: readonly Assignment[]) => onChange(writeAssignments(next));
  const put = (at: number, row: Assignment) =>
    write(rows.map((one, position) => (position === at ? row : one)));
  const typeOf = (path: string): string =>
    (objects === undefined ? null : find(path, objects.get(target), objects))?.field.type ?? "text";
  const pick = (at: number, field: string) =>
    put(at, { field, verb: "to", value: firstValue(typeOf(field)) });
  return (
    <Input.Wrapper label={label} labelElement="div" error={error}>
      <Stack gap={8} role="group" aria-label={label}>
        {rows.map((row, at) => (
          <div key={at} className={classes["row"]}>
            <div className={classes["rowHead"]}>
              <FieldControl
                required
                name="field"
                label={t("editor.field")}
                object={target}
                value={row.field}
                error={null}
                wants={isSettable}
                onChange={(field) => pick(at, asText(field))}
              />
              <ActionIcon
                variant="subtle"
                aria-label={t("editor.removeRow", { number: at + 1 })}
                onClick={() => write(rows.filter((_, position) => position !== at))}
              >
                <IconX size={16} aria-hidden />
              </ActionIcon>
            </div>
            {!onlySet && row.field !== "" && (
              <NativeSelect
                label={t("editor.verb.label")}
                data={verbsFor(typeOf(row.field)).map((verb) => ({
                  value: verb,
                  label: t(`editor.verb.${verb}`),
                }))}
                value={row.verb}
                onChange={(event) => put(at, { ...row, verb: event.currentTarget.value as Verb })}
              />
            )}
            <RowValue
              row={row}
              found={objects === undefined ? null : find(row.field, objects.get(target), objects)}
              object={object}
              onChange={(next) => put(at, { ...row, value: next })}
            />
          </div>
        ))}
        <Button
          variant="subtle"
          size="compact-sm"
          style={{ alignSelf: "start" }}
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={rows.some(({ field }) => field === "")}
          onClick={() => write([...rows, { field: "", verb: "to", value: "" }])}
        >
          {t("editor.addField")}
        </Button>
      </Stack>
    </Input.Wrapper>
  );
};

interface RowValueProps {
  readonly row: Assignment;
  readonly found: Found | null;
  readonly object: string;
  readonly onChange: (value: unknown) => void;
}

const RowValue = ({ row, found, object, onChange }: RowValueProps) => {
  const { t } = useTranslation();
  if (row.verb === "clear" || found === null) return null;
  return (
    <LiteralInput
      name="value"
      label={t("editor.value")}
      field={found.field}
      holder={found.holder}
      object={object}
      value={row.value}
      error={null}
      onChange={(value) => onChange(value ?? "")}
    />
  );
};
