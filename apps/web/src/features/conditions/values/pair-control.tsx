import { Group } from "@mantine/core";
import type { ReactNode } from "react";
import type { ValueProps } from "./value.ts";

interface PairControlProps extends ValueProps {
  readonly control: (half: ValueProps) => ReactNode;
  /** Of the two ends. */
  readonly names: readonly [string, string];
}

/** From and to, each with the control of one value. */
export const PairControl = ({ control, names, ...props }: PairControlProps) => {
  const [from, to] = Array.isArray(props.value) ? (props.value as unknown[]) : [];
  return (
    <Group gap={4} wrap="nowrap" align="flex-start">
      {control({
        ...props,
        value: from,
        label: `${props.label}: ${names[0]}`,
        onChange: (value) => props.onChange([value, to]),
      })}
      {control({
        ...props,
        value: to,
        label: `${props.label}: ${names[1]}`,
        onChange: (value) => props.onChange([from, value]),
      })}
    </Group>
  );
};
