import { TextInput } from "@mantine/core";
import { asText, orNothing, type ControlProps } from "../control.ts";

/** An hour of the day, "09:00". */
export const ClockControl = ({ label, value, onChange, error, description }: ControlProps) => (
  <TextInput
    type="time"
    label={label}
    description={description}
    value={asText(value).slice(0, 5)}
    error={error}
    onChange={(event) => onChange(orNothing(event.currentTarget.value))}
  />
);
