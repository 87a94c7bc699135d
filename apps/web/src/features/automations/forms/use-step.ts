import type { IndexPath, StepInput } from "@cadencia/contracts/automation";
import { replaceStep, stepAt } from "../draft/steps.ts";
import { useDefinition, useDraftStore } from "../draft/use-draft.ts";

type Change = Readonly<Record<string, unknown>>;

/** The step at a path of the automation under edit; what is set to undefined is no longer said. */
export const useStep = (
  path: IndexPath,
): { readonly step: StepInput | undefined; readonly put: (change: Change, thing: string) => void } => {
  const { steps } = useDefinition();
  const store = useDraftStore();
  const step = stepAt(steps, path);
  return {
    step,
    put: (change, thing) =>
      store.edit(
        (definition) => {
          const standing = stepAt(definition.steps, path);
          if (standing === undefined) return definition;
          const next = Object.fromEntries(
            Object.entries({ ...standing, ...change }).filter(([, value]) => value !== undefined),
          ) as unknown as StepInput;
          return { ...definition, steps: replaceStep(definition.steps, path, next) };
        },
        `${path.join(".")} ${thing}`,
      ),
  };
};
