import { NativeSelect, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { asText, orNothing, type ControlProps } from "../control.ts";

/** One of a few words. */
export const ChoiceControl = ({
  label,
  value,
  onChange,
  error,
  options = [],
  name,
  required = false,
}: ControlProps) => {
  const { t } = useTranslation();
  const named = options.map((option) => ({ value: option, label: t(`editor.choice.${name}.${option}`) }));
  return (
    <NativeSelect
      label={label}
      withAsterisk={required}
      error={error}
      value={asText(value)}
      data={required ? named : [{ value: "", label: t("editor.asUsual") }, ...named]}
      onChange={(event) => onChange(orNothing(event.currentTarget.value))}
    />
  );
};

export const SwitchControl = ({ label, value, onChange, error, description }: ControlProps) => (
  <Switch
    label={label}
    description={description}
    error={error}
    checked={value === true}
    onChange={(event) => onChange(event.currentTarget.checked ? true : undefined)}
  />
);

/** On unless it is switched off. */
export const OnSwitchControl = ({ label, value, onChange, error, description }: ControlProps) => (
  <Switch
    label={label}
    description={description}
    error={error}
    checked={value !== false}
    onChange={(event) => onChange(event.currentTarget.checked ? undefined : false)}
  />
);
