import { parseAutomation, type AutomationInput } from "@cadencia/contracts/automation";
import { automationsFromYaml, printYaml, readYaml } from "@cadencia/contracts/yaml";
import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CopyButton } from "../../../ui/copy-button.tsx";
import { useDefinition, useDraftStore } from "../draft/use-draft.ts";
import { withIds } from "../draft/steps.ts";
import { useEditor } from "../page/use-editor.ts";
import { NumberedText } from "./numbered-text.tsx";
import classes from "./yaml.module.css";

interface YamlFault {
  readonly line: number;
  readonly message: string;
}

/** A definition as a file of `cadencia export` writes it. */
export const printDefinition = (definition: AutomationInput): string =>
  printYaml({ automations: [definition] });

/** One automation of the text, as it is written, with what is wrong where. */
export const readDefinition = (
  text: string,
): { readonly definition: AutomationInput | null; readonly faults: readonly YamlFault[] } => {
  const outcome = automationsFromYaml(text);
  const faults = outcome.ok
    ? []
    : outcome.problems.map(({ message, line }) => ({ line: line ?? 1, message }));
  const read = readYaml(text);
  if (!read.ok) return { definition: null, faults };
  const { value } = read;
  const list = Array.isArray(value)
    ? value
    : ((value as { automations?: unknown[] } | null)?.automations ?? [value]);
  const [first] = list as (AutomationInput | undefined)[];
  if (
    typeof first !== "object" ||
    first === null ||
    !Array.isArray(first.steps) ||
    first.trigger === undefined
  )
    return { definition: null, faults };
  return { definition: first, faults };
};

/** The definition as automation-as-code: copied, or pasted and taken over with its faults at their lines. */
const YamlView = () => {
  const { t } = useTranslation();
  const { mayEdit, key } = useEditor();
  const store = useDraftStore();
  const definition = useDefinition();
  const printed = printDefinition(definition);
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? printed;
  const { definition: read, faults } =
    typed === null ? { definition: null, faults: [] } : readDefinition(text);
  const otherObject = read !== null && read.object !== definition.object;
  const take = () => {
    if (read === null) return;
    const { active: _, ...rest } = read;
    store.edit(() => ({ ...rest, key, steps: withIds(rest.steps) }));
    setTyped(null);
  };
  const isWhole = read !== null && parseAutomation(read).ok && !otherObject;
  return (
    <section className={classes["view"]} aria-label={t("editor.view.yaml")}>
      <Group gap={8}>
        <CopyButton text={text} label={t("editor.yaml.copy")} />
        {mayEdit && typed !== null && (
          <>
            <Button disabled={!isWhole} onClick={take}>
              {t("editor.yaml.take")}
            </Button>
            <Button variant="subtle" onClick={() => setTyped(null)}>
              {t("editor.yaml.back")}
            </Button>
          </>
        )}
      </Group>
      {otherObject && <p role="alert">{t("editor.yaml.otherObject", { object: definition.object })}</p>}
      <NumberedText
        label={t("editor.yaml.label")}
        text={text}
        faults={new Set(faults.map(({ line }) => line))}
        onChange={mayEdit ? setTyped : null}
      />
      {faults.length > 0 && (
        <ul
          className={classes["faults"]}
          aria-label={t("editor.faults", { count: faults.length })}
          role="alert"
        >
          {faults.map(({ line, message }) => (
            <li key={`${line} ${message}`}>
              <strong>{t("editor.yaml.line", { line })}</strong> {message}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

// oxlint-disable-next-line import/no-default-export -- what React.lazy takes
export default YamlView;
