import type { IndexPath, StepInput } from "@cadencia/contracts/automation";
import { Fragment } from "react";
import { useEditor } from "../page/use-editor.ts";
import { AddStep } from "./add-step.tsx";
import { BranchNode } from "./branch-node.tsx";
import { Gap } from "./gap.tsx";
import { StepNode } from "./step-node.tsx";

interface StepListProps {
  readonly steps: readonly StepInput[];
  readonly list: IndexPath;
}

/** Steps one below the other, with a gap before each and at the end. */
export const StepList = ({ steps, list }: StepListProps) => {
  const { mayEdit } = useEditor();
  return (
    <>
      {steps.map((step, at) => (
        <Fragment key={step.id ?? at}>
          {mayEdit && <Gap gap={{ list, at }} />}
          {"do" in step ? (
            <StepNode step={step} path={[...list, at]} />
          ) : (
            <BranchNode
              step={step}
              path={[...list, at]}
              listOf={(inner, way) => <StepList steps={inner} list={way} />}
            />
          )}
        </Fragment>
      ))}
      {mayEdit && (
        <>
          <Gap gap={{ list, at: steps.length }} />
          <AddStep gap={{ list, at: steps.length }} isFirst={steps.length === 0} />
        </>
      )}
    </>
  );
};
