import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { objectsQuery, type ObjectInfo } from "../model/queries.ts";
import { BuilderContext, type Builder } from "./builder-context.ts";
import classes from "./conditions.module.css";
import { Footer } from "./footer.tsx";
import { GroupRows } from "./group-rows.tsx";
import { marksOf } from "./marks/marks.ts";
import { problemsByRow } from "./marks/problems.ts";
import { judgingQuery, latestQuery } from "./queries.ts";
import { useFieldChoices } from "./use-field-choices.ts";
import { useRows } from "./use-rows.ts";

export interface ConditionBuilderProps {
  /** The object whose records are judged. */
  readonly object: string;
  /** As definitions hold it; null asks for nothing. */
  readonly filter: unknown;
  /**
   * The filter that the rows make; rows that lack something are left out of it, and `complete` is false then. What no
   * row can show, and what nobody touched, is as it was.
   */
  readonly onChange: (filter: unknown, state: { readonly complete: boolean }) => void;
  /** Id of the record that the rows are tried on; left out, the builder has a picker of its own. */
  readonly sample?: string | null;
  /** A save is at hand (`on` triggers): `changed` and the like are offered. */
  readonly save?: boolean;
  /** The step waits for an event: whether it happened is offered. */
  readonly wait?: boolean;
  /** Where the matching records are seen, as an address; none: they are only counted. */
  readonly seeAt?: ((filter: unknown) => string | null) | undefined;
}

/** Nobody waits for the count of what they are still typing. */
const PATIENCE = 300;
const NO_OBJECTS: ReadonlyMap<string, ObjectInfo> = new Map();
const NO_MARKS: Builder["marks"] = new Map();

/** A filter as rows, each with a live mark for one record, and the number of records that match. */
export const ConditionBuilder = ({
  object,
  filter,
  onChange,
  sample,
  save = false,
  wait = false,
  seeAt,
}: ConditionBuilderProps) => {
  const { data: objects = NO_OBJECTS } = useQuery(objectsQuery);
  const fields = useFieldChoices({ object, objects, wait });
  const { root, written, change, add, focus } = useRows(filter, onChange);
  const [picked, setPicked] = useState<string | null>(null);
  const latest = useQuery({ ...latestQuery(object), enabled: sample === undefined && picked === null });
  const record = sample === undefined ? (picked ?? latest.data?.id ?? null) : sample;
  const [asked] = useDebouncedValue(JSON.stringify(written.filter), PATIENCE);
  const judging = useQuery(judgingQuery({ object, filter: JSON.parse(asked), record, save, wait }));
  const isCurrent = asked === JSON.stringify(written.filter) && !judging.isPlaceholderData;
  const { data } = judging;
  const builder = useMemo((): Builder => {
    const explanation = isCurrent ? (data?.explanation ?? null) : null;
    return {
      object,
      objects,
      fields,
      save,
      change,
      add,
      marks: explanation === null || written.place === null ? NO_MARKS : marksOf(written.place, explanation),
      problems: problemsByRow(written.place, isCurrent ? (data?.problems ?? []) : []),
    };
  }, [object, objects, fields, save, change, add, written, data, isCurrent]);
  const frame = useRef<HTMLDivElement>(null);
  useFocusedRow(frame, focus);
  return (
    <BuilderContext value={builder}>
      <div className={classes["builder"]} ref={frame}>
        <GroupRows group={root} isRoot />
        <Footer
          object={object}
          answer={isCurrent ? data : undefined}
          incomplete={written.incomplete.size}
          record={record}
          onRecord={sample === undefined ? setPicked : null}
          seeAt={written.filter === null ? null : (seeAt?.(written.filter) ?? null)}
        />
      </div>
    </BuilderContext>
  );
};

/** A new row takes the focus; a removed one gives it to its neighbour. */
const useFocusedRow = (
  frame: { readonly current: HTMLElement | null },
  row: { readonly id: string } | null,
) =>
  useEffect(() => {
    if (row === null) return;
    const place = frame.current?.querySelector(`[data-row="${row.id}"]`) ?? frame.current;
    place?.querySelector<HTMLElement>("input, select, textarea, button")?.focus();
  }, [frame, row]);
