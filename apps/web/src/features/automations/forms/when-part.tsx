import { useTranslation } from "react-i18next";
import { useDefinition, useDraftStore } from "../draft/use-draft.ts";
import { useFaults } from "../draft/use-faults.ts";
import { FilterControl } from "./controls/filter-control.tsx";

/** Which of the records that the trigger is about start a run. */
export const WhenPart = () => {
  const { t } = useTranslation();
  const { when, object, trigger } = useDefinition();
  const store = useDraftStore();
  const faults = useFaults(null);
  return (
    <FilterControl
      name="when"
      isOfSave={"on" in trigger}
      object={object}
      label={t("editor.when")}
      value={when}
      error={faults.of("when")}
      onChange={(filter) =>
        store.edit((definition) => {
          const { when: _, ...given } = definition;
          if (filter === undefined) return given;
          return { ...given, when: filter as NonNullable<typeof when> };
        }, "when")
      }
    />
  );
};
