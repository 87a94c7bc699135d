import type { DraftCheckPayload } from "@cadencia/contracts/api";
import type { IndexPath } from "@cadencia/contracts/automation";

export interface Fault {
  readonly kind: "fault" | "warning";
  /** The step or branch that it is about; null: the automation itself. */
  readonly index: IndexPath | null;
  /** Within the step, such as `with.stage`; within the automation, such as `trigger.date.field`. */
  readonly path: string;
  readonly code: string;
  /** As the server says it, in English. */
  readonly message: string;
  readonly params: Readonly<Record<string, string>>;
}

/** `steps[1].branch[0].steps[2].with.to` is `with.to` of the third step in the first way of the second. */
export const placeOf = (field: string): { readonly index: IndexPath | null; readonly path: string } => {
  const index: number[] = [];
  let rest = field;
  for (;;) {
    const found = /^(?:steps|branch)(?:\[|\.)(\d+)\]?\.?/u.exec(rest);
    if (found === null) break;
    index.push(Number(found[1]));
    rest = rest.slice(found[0].length);
  }
  // A way of a branch is the branch's.
  if (index.length > 0 && index.length % 2 === 0) {
    const way = index.pop();
    rest = rest === "" ? `ways[${way}]` : `ways[${way}].${rest}`;
  }
  return { index: index.length === 0 ? null : index, path: rest };
};

export const faultsOf = ({ errors, warnings }: DraftCheckPayload): readonly Fault[] => [
  ...errors.map(({ field, code, message }): Fault => ({
    kind: "fault",
    ...placeOf(field),
    code,
    message,
    params: {},
  })),
  ...warnings.map(({ field, code, params }): Fault => ({
    kind: "warning",
    ...placeOf(field),
    code,
    message: "",
    params,
  })),
];

const isSame = (left: IndexPath | null, right: IndexPath | null): boolean =>
  (left ?? []).join(".") === (right ?? []).join(".") && (left === null) === (right === null);

/** The faults of a step, or with null those of the automation itself. */
export const faultsAt = (faults: readonly Fault[], index: IndexPath | null): readonly Fault[] =>
  faults.filter((fault) => isSame(fault.index, index));

/** Whether a fault is about a part: `with.to` has those of `with.to[0]`. */
export const isAbout = ({ path }: Pick<Fault, "path">, part: string): boolean =>
  path === part || path.startsWith(`${part}.`) || path.startsWith(`${part}[`);
