import type { RecordPayload } from "@cadencia/contracts/api";
import { Checkbox } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { FieldInfo, ObjectInfo } from "../model/queries.ts";
import { useLabels } from "../model/use-labels.ts";
import { ListRow } from "./list-row.tsx";
import classes from "./lists.module.css";
import { SortHead } from "./sort-head.tsx";

interface ListTableProps {
  readonly object: ObjectInfo;
  readonly columns: readonly FieldInfo[];
  readonly records: readonly RecordPayload[];
  readonly names: Readonly<Record<string, string>>;
  readonly sort: string | null;
  readonly onSort: (sort: string | null) => void;
  readonly selected: ReadonlySet<string>;
  /** Null where nothing could be done with a selection. */
  readonly onSelect: ((ids: ReadonlySet<string>) => void) | null;
  /** The end of what was read comes into view. */
  readonly onEnd: () => void;
}

const ROW = 38;
const AHEAD = 40;

/** Only the rows in view are drawn, and only the pages that were scrolled to are read. */
export const ListTable = (props: ListTableProps) => {
  const { object, columns, records, names, sort, onSort, selected, onSelect, onEnd } = props;
  const { t } = useTranslation();
  const labels = useLabels();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: records.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    onChange: ({ range }) => {
      if (range !== null && range.endIndex >= records.length - AHEAD) onEnd();
    },
  });
  const rows = virtual.getVirtualItems();
  const before = rows[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (rows.at(-1)?.end ?? 0);
  const isAll = records.every(({ id }) => selected.has(id));
  const toggle = (id: string): void =>
    onSelect?.(new Set(selected.has(id) ? [...selected].filter((one) => one !== id) : [...selected, id]));
  return (
    // A region that scrolls is reached by Tab, so that the arrows can scroll it.
    <div
      ref={scroller}
      className={classes["scroller"]}
      tabIndex={0}
      role="region"
      aria-label={labels.objects(object)}
    >
      <table className={classes["table"]} style={{ minWidth: columns.length * 160 + 44 }}>
        <thead>
          <tr>
            {onSelect !== null && (
              <th scope="col" className={classes["tick"]}>
                <Checkbox
                  size="xs"
                  aria-label={t("lists.selectAll", { count: records.length })}
                  checked={isAll}
                  indeterminate={!isAll && selected.size > 0}
                  onChange={() => onSelect(new Set(isAll ? [] : records.map(({ id }) => id)))}
                />
              </th>
            )}
            {columns.map((field) => (
              <SortHead key={field.key} field={field} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <tr aria-hidden style={{ height: before }} />}
          {rows.map(({ index }) => {
            const record = records[index];
            return record === undefined ? null : (
              <ListRow
                key={record.id}
                record={record}
                object={object}
                columns={columns}
                names={names}
                isSelected={selected.has(record.id)}
                onToggle={onSelect === null ? null : () => toggle(record.id)}
              />
            );
          })}
          {after > 0 && <tr aria-hidden style={{ height: after }} />}
        </tbody>
      </table>
    </div>
  );
};
