import type { Refusal } from "../../platform/errors/index.ts";

type Path = readonly (string | number)[];

/** Part of a scenario file that the product refuses: the file cannot be used. */
export class UnusablePart extends Error {
  /** What is wrong, each with its place in the file. */
  readonly problems: readonly { readonly path: Path; readonly line?: number; readonly message: string }[];

  constructor(problems: UnusablePart["problems"]) {
    super(problems.map((problem) => problem.message).join("; "));
    this.name = "UnusablePart";
    this.problems = problems;
  }

  /** A refusal of what stands at `path`; its own problems name their places below it. */
  static of(refusal: Refusal, path: Path): UnusablePart {
    const found = refusal.problems.map(({ field, message }) => ({
      path: [...path, ...readPath(field)],
      message,
    }));
    return new UnusablePart(found.length > 0 ? found : [{ path, message: refusal.message }]);
  }
}

/** A refusal of what stands at a line: entries of the timeline are sorted and know their own. */
export const unusableLine = (refusal: Refusal, line: number): UnusablePart =>
  new UnusablePart(refusal.problems.map(({ message }) => ({ path: [], line, message })));

/** `steps[0].with["contact.category"]` as keys and positions. */
const readPath = (text: string): (string | number)[] =>
  [...text.matchAll(/\[(\d+)\]|\["([^"]*)"\]|([^.[\]]+)/g)].map(([, position, quoted, plain]) =>
    position === undefined ? (quoted ?? plain ?? "") : Number(position),
  );

const UNUSABLE = new Set(["unknown_field", "unknown_object", "unknown_stage", "unknown_pipeline"]);

/** Whether a refusal is about the words of the file rather than about the state of things. */
export const namesNothing = (refusal: Refusal): boolean =>
  refusal.problems.some((problem) => UNUSABLE.has(problem.code));
