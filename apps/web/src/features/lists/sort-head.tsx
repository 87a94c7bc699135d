import { UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import type { FieldInfo } from "../model/queries.ts";
import { useLabels } from "../model/use-labels.ts";
import classes from "./lists.module.css";

interface SortHeadProps {
  readonly field: FieldInfo;
  readonly sort: string | null;
  readonly onSort: (sort: string | null) => void;
}

/** The server has no order for these. */
const UNSORTED = new Set([
  "json",
  "tags",
  "users",
  "relations",
  "multi_select",
  "relation",
  "user",
  "long_text",
]);
export const NUMBERS = new Set(["money", "number", "integer", "percent"]);

/** Rising, falling, and then as they were made. */
export const SortHead = ({ field, sort, onSort }: SortHeadProps) => {
  const label = useLabels().field(field);
  const order = sort === field.key ? "ascending" : sort === `-${field.key}` ? "descending" : "none";
  const next = { none: field.key, ascending: `-${field.key}`, descending: null }[order];
  const align = NUMBERS.has(field.type) ? classes["number"] : "";
  if (UNSORTED.has(field.type))
    return (
      <th scope="col" className={align} data-type={field.type}>
        {label}
      </th>
    );
  return (
    <th scope="col" aria-sort={order} className={align} data-type={field.type}>
      <UnstyledButton className={classes["sort"]} onClick={() => onSort(next)}>
        {label}
        {order === "ascending" && <IconArrowUp size={14} aria-hidden />}
        {order === "descending" && <IconArrowDown size={14} aria-hidden />}
      </UnstyledButton>
    </th>
  );
};
