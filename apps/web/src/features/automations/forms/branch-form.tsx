import type { ArmInput, IndexPath } from "@cadencia/contracts/automation";
import { ActionIcon, Button, Checkbox } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useDefinition } from "../draft/use-draft.ts";
import { useFaults } from "../draft/use-faults.ts";
import { FilterControl } from "./controls/filter-control.tsx";
import classes from "./forms.module.css";
import { useStep } from "./use-step.ts";
import { WaitForm } from "./wait-form.tsx";

/** When the run comes to the branch, and the ways it may go: the first whose condition holds. */
export const BranchForm = ({ path }: { readonly path: IndexPath }) => {
  const { t } = useTranslation();
  const { object } = useDefinition();
  const { step, put } = useStep(path);
  const faults = useFaults(path);
  if (step === undefined || "do" in step) return null;
  const { branch } = step;
  const write = (ways: readonly ArmInput[], thing: string) => put({ branch: ways }, thing);
  const last = branch.at(-1);
  const hasElse = last !== undefined && "else" in last;
  const conditional = branch.filter((way) => "if" in way);
  const addWay = () => {
    const way: ArmInput = { if: [["owner", "is_set"]], steps: [] };
    write(hasElse ? [...branch.slice(0, -1), way, last] : [...branch, way], "ways");
  };
  return (
    <div className={classes["form"]}>
      <WaitForm
        wait={step.wait}
        object={object}
        faultOf={(inner) => faults.of(inner === "" ? "wait" : `wait.${inner}`)}
        onChange={(wait) => put({ wait }, "wait")}
      />
      {branch.map((way, arm) =>
        "if" in way ? (
          <div key={arm} className={classes["rowHead"]}>
            <FilterControl
              name="if"
              isAfterEvent={step.wait !== undefined && "event" in step.wait}
              object={object}
              label={t("editor.way", { number: arm + 1 })}
              value={way.if}
              error={faults.of(`ways[${arm}].if`)}
              onChange={(filter) =>
                write(
                  branch.map((one, at) =>
                    at === arm ? { if: (filter ?? []) as typeof way.if, steps: one.steps } : one,
                  ),
                  `way ${arm}`,
                )
              }
            />
            {conditional.length > 1 && (
              <ActionIcon
                variant="subtle"
                aria-label={t("editor.removeWay", { number: arm + 1 })}
                onClick={() =>
                  write(
                    branch.filter((_, at) => at !== arm),
                    "ways",
                  )
                }
              >
                <IconX size={16} aria-hidden />
              </ActionIcon>
            )}
          </div>
        ) : null,
      )}
      <Button
        variant="subtle"
        size="compact-sm"
        style={{ alignSelf: "start" }}
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={addWay}
      >
        {t("editor.addWay")}
      </Button>
      <Checkbox
        label={t("editor.otherwise")}
        checked={hasElse}
        onChange={({ currentTarget: { checked } }) =>
          write(
            checked ? [...branch, { else: true, steps: [] }] : branch.filter((way) => "if" in way),
            "ways",
          )
        }
      />
    </div>
  );
};
