import { Button } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import type { ActionName } from "@cadencia/contracts/automation";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ACTION_INPUTS, type ActionInput } from "./action-inputs.ts";
import { asText } from "./control.ts";
import { CONTROLS } from "./controls.tsx";
import classes from "./forms.module.css";

type Parameters = Readonly<Record<string, unknown>>;

interface ParameterFormProps {
  readonly action: ActionName;
  readonly object: string;
  readonly parameters: Parameters;
  readonly onChange: (parameters: Parameters) => void;
  /** What is wrong with the parameter of a name. */
  readonly faultOf: (key: string) => string | null;
  /** Only these, as in a popover. */
  readonly only?: readonly string[];
}

/** The parameters of an action, each with its own control. */
export const ParameterForm = (props: ParameterFormProps) => {
  const { action, parameters, faultOf, only } = props;
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const isGiven = (key: string): boolean => parameters[key] !== undefined;
  const shown = ACTION_INPUTS[action].filter(
    ({ key, unless }) =>
      (only === undefined || only.includes(key)) &&
      (unless === undefined || !isGiven(unless) || isGiven(key)),
  );
  const isFolded = ({ key, isRare }: ActionInput): boolean =>
    isRare === true && only === undefined && !isOpen && !isGiven(key) && faultOf(key) === null;
  const folded = shown.filter(isFolded);
  return (
    <div className={classes["form"]}>
      {shown
        .filter((input) => !isFolded(input))
        .map((input) => (
          <Parameter key={input.key} input={input} {...props} />
        ))}
      {folded.length > 0 && (
        <Button
          variant="subtle"
          size="compact-sm"
          style={{ alignSelf: "start" }}
          leftSection={<IconChevronDown size={14} aria-hidden />}
          onClick={() => setOpen(true)}
        >
          {t("editor.more", { names: folded.map(({ key }) => t(`editor.param.${key}`)).join(", ") })}
        </Button>
      )}
      {shown.length === 0 && <p>{t("editor.noParameters")}</p>}
    </div>
  );
};

/** What cannot stand beside a parameter. */
const exclusive = (action: ActionName, key: string): readonly string[] =>
  ACTION_INPUTS[action].filter(({ unless }) => unless === key).map((input) => input.key);

const Parameter = ({
  action,
  input,
  parameters,
  onChange,
  faultOf,
  object,
}: ParameterFormProps & { readonly input: ActionInput }) => {
  const { t } = useTranslation();
  const { key, control, required, options, isWhole = false } = input;
  const Control = CONTROLS[control];
  const write = (value: unknown) => {
    if (isWhole) return onChange((value ?? {}) as Parameters);
    const gone = value === undefined ? [key] : exclusive(action, key);
    const rest = Object.fromEntries(Object.entries(parameters).filter(([name]) => !gone.includes(name)));
    onChange(value === undefined ? rest : { ...rest, [key]: value });
  };
  // Fields of a new record are those of its object.
  const target = control === "newValues" ? (isWhole ? "deal" : asText(parameters["object"])) : undefined;
  return (
    <Control
      name={isWhole ? "fields" : key}
      label={t(`editor.param.${isWhole ? "fields" : key}`)}
      object={object}
      value={isWhole ? parameters : parameters[key]}
      error={faultOf(key)}
      required={required}
      options={options}
      onChange={write}
      {...(target === undefined ? {} : { target })}
    />
  );
};
