import { Input } from "@mantine/core";
import { use } from "react";
import { ConditionBuilder } from "../../../conditions/condition-builder.tsx";
import { EditorContext } from "../../page/use-editor.ts";
import type { ControlProps } from "../control.ts";
import { PayloadFilter } from "../payload-filter.tsx";

interface FilterControlProps extends ControlProps {
  /** Judged when a save triggers: what changed may be asked. */
  readonly isOfSave?: boolean;
  /** Judged after a wait for an event: whether it happened may be asked. */
  readonly isAfterEvent?: boolean;
}

/** A condition; none is undefined. */
export const FilterControl = ({
  label,
  value,
  onChange,
  error,
  name,
  object,
  isOfSave = false,
  isAfterEvent = false,
}: FilterControlProps) => {
  const sample = use(EditorContext)?.sample ?? null;
  if (name === "match")
    return <PayloadFilter label={label} filter={value} error={error} onChange={onChange} />;
  // The activities of a record are other objects than the record.
  const isOwn = name !== "where";
  return (
    <Input.Wrapper label={label} labelElement="div" error={error}>
      <ConditionBuilder
        object={isOwn ? object : "activity"}
        filter={value ?? null}
        save={isOfSave}
        wait={isAfterEvent}
        onChange={(filter) => onChange(filter ?? undefined)}
        {...(isOwn && sample !== null ? { sample } : {})}
      />
    </Input.Wrapper>
  );
};
