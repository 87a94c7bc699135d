import { useDefinition, useDraftStore } from "../draft/use-draft.ts";
import { useFaults } from "../draft/use-faults.ts";
import { TriggerForm } from "./trigger-form.tsx";

/** The trigger of the automation under edit. */
export const TriggerPart = () => {
  const definition = useDefinition();
  const store = useDraftStore();
  const faults = useFaults(null);
  return (
    <TriggerForm
      definition={definition}
      faultOf={(path) => faults.of(path === "" ? "trigger" : `trigger.${path}`)}
      onChange={(trigger) =>
        store.edit((given) => {
          // Leaving a filter means something only where one entered it.
          if ("enters" in trigger || given.enrollment?.exit?.leaves === undefined)
            return { ...given, trigger };
          const { leaves: _, ...exit } = given.enrollment.exit;
          return { ...given, trigger, enrollment: { ...given.enrollment, exit } };
        }, "trigger")
      }
    />
  );
};
