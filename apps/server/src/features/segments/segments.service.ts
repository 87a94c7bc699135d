import { formatPath } from "@cadencia/contracts/problems";
import { parseFilter } from "@cadencia/core/filter";
import { invalid, Refusal } from "../../platform/errors/index.ts";
import {
  listAutomations,
  readSegments,
  readVersion,
  writeSegment,
  type AutomationContext,
} from "../automation/index.ts";
import { segmentsReached } from "./segment-use.ts";

export interface Segment {
  readonly key: string;
  readonly object: string;
  readonly filter: unknown;
}

/** Writes a segment whose filter can be read, and on which no active automation rests. */
export const saveSegment = async (context: AutomationContext, segment: Segment): Promise<void> => {
  const { unit } = context;
  const { model } = unit.catalog;
  const segments = new Map([...(await readSegments(unit.tx)), [segment.key, segment] as const]);
  // Asked for by its own name, so that a segment that contains itself is found out.
  const parsed = parseFilter(
    { segment: segment.key },
    { model, object: segment.object, segments, resolve: unit.options.resolve },
  );
  if (!parsed.ok) {
    throw invalid(
      parsed.problems.map(({ path, code, message }) => ({
        field: code === "unknown_object" ? "object" : formatPath(["filter", ...path.slice(1)]),
        code,
        message,
      })),
    );
  }
  await refuseUsed(context, segment.key);
  await writeSegment(unit.tx, segment);
};

/** An active automation's segment cannot be edited in place: that would be a silent mass effect. */
const refuseUsed = async ({ unit: { tx } }: AutomationContext, key: string): Promise<void> => {
  const using: string[] = [];
  for (const automation of await listAutomations(tx)) {
    if (automation.state !== "active") continue;
    const version = await readVersion(tx, automation.id, automation.version);
    if (version === null) continue;
    if (segmentsReached(version.definition, version.segments).has(key)) using.push(automation.key);
  }
  if (using.length === 0) return;
  const which =
    using.length === 1
      ? `the active automation ${using[0]} uses`
      : `the active automations ${using.join(", ")} use`;
  throw new Refusal("in_use", `${which} the segment "${key}"; switch off first, or make another segment`);
};
