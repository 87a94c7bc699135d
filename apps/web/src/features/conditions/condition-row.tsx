import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { FieldInfo } from "../model/queries.ts";
import { useBuilder } from "./builder-context.ts";
import { fieldAt } from "./field-at.ts";
import { FieldPicker } from "./field-picker.tsx";
import { MarkText } from "./marks/mark-text.tsx";
import { carried, offeredOperators, type Asked } from "./rows/operators.ts";
import { rowId, type ConditionRow as Condition } from "./rows/row.ts";
import { RowFrame } from "./row-frame.tsx";
import { ValueControl } from "./values/value-control.tsx";

/** `now` is compared as a moment is; what was waited for happened or did not. */
const AS_FIELD: Readonly<Record<string, FieldInfo>> = {
  now: special("now", "datetime"),
  "wait.happened": special("wait.happened", "boolean"),
};

function special(key: string, type: string): FieldInfo {
  return { key, label: key, type, required: false, default: null, custom: false, read_only: true };
}

/** One condition: what is asked, how, and against what; and how it stands for the tried record. */
export const ConditionRow = ({ row }: { readonly row: Condition }) => {
  const { t } = useTranslation();
  const { object, objects, save, problems, change } = useBuilder();
  const problem = problems.get(row.id);
  const field = AS_FIELD[row.field] ?? fieldAt(row.field, object, objects);
  const offered = field === undefined ? [] : offeredOperators(askedOf(row.field, field), { save });
  const edit = (changes: Partial<Condition>) =>
    change(row.id, (before) => {
      const { given: _, ...rest } = before as Condition;
      return { ...rest, ...changes };
    });
  const pickField = (path: string) => {
    if (path === "segment") return change(row.id, () => ({ kind: "segment", id: rowId(), segment: "" }));
    const next = AS_FIELD[path] ?? fieldAt(path, object, objects);
    const [first = "is"] = next === undefined ? [] : offeredOperators(askedOf(path, next), { save });
    edit({ field: path, operator: first, value: undefined });
  };
  const operators = offered.includes(row.operator) ? offered : [row.operator, ...offered];
  const target = field === undefined ? object : (ownerOf(row.field, object, objects) ?? object);
  return (
    <RowFrame row={row} problem={problem} fix={problem?.code === "unknown_field" ? pickField : undefined}>
      <FieldPicker value={row.field} error={isAt(problem, 0)} onChange={pickField} />
      {field !== undefined && (
        <>
          <NativeSelect
            aria-label={t("conditions.operatorLabel")}
            data={operators.map((operator) => ({
              value: operator,
              label: t(`conditions.operator.${operator}`),
            }))}
            value={row.operator}
            error={isAt(problem, 1)}
            onChange={(event) => {
              const to = event.currentTarget.value;
              edit({ operator: to, value: carried(row.value, { from: row.operator, to }) });
            }}
          />
          <ValueControl
            key={`${row.field} ${row.operator}`}
            field={field}
            object={target}
            operator={row.operator}
            value={row.value}
            label={t("conditions.value")}
            error={isAt(problem, 2)}
            onChange={(value) => edit({ value })}
          />
        </>
      )}
      <MarkText row={row} />
    </RowFrame>
  );
};

const askedOf = (path: string, field: FieldInfo): Asked =>
  path === "now" ? "now" : path === "wait.happened" ? "wait" : field;

/** Whether a problem is about that part of a condition: field, operator or value. */
const isAt = (problem: { readonly path: readonly (string | number)[] } | undefined, part: number): boolean =>
  problem !== undefined && problem.path.includes(part);

/** The object that the field at the end of a path belongs to: its stages are those of its own pipelines. */
const ownerOf = (
  path: string,
  object: string,
  objects: ReturnType<typeof useBuilder>["objects"],
): string | undefined => {
  const way = path.split(".").slice(0, -1).join(".");
  return way === "" ? object : fieldAt(way, object, objects)?.to;
};
