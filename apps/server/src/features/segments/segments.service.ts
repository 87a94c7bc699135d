import { isDeepStrictEqual } from "node:util";
import { formatPath } from "@cadencia/contracts/problems";
import { parseFilter, type Filter } from "@cadencia/core/filter";
import { noSuch } from "@cadencia/core/nearest";
import { invalid, Refusal } from "../../platform/errors/index.ts";
import { requireRight } from "../rights/index.ts";
import {
  diffFilters,
  diffMembers,
  hideSegment,
  publisherRights,
  reachOf,
  readSegments,
  repinSegments,
  segmentsReached,
  segmentUsers,
  unreadReach,
  withSegments,
  writeSegment,
  type AutomationContext,
  type FilterDiff,
  type SegmentApply,
  type SegmentUser,
} from "../automation/index.ts";

export interface Segment {
  readonly key: string;
  readonly object: string;
  readonly filter: unknown;
}

type Segments = ReadonlyMap<string, { readonly object: string; readonly filter: unknown }>;

/** What an edit would do: to the segment, and to the members of each active automation that is entered by it. */
export interface SegmentPreview extends FilterDiff {
  readonly automations: readonly ({ readonly key: string } & FilterDiff)[];
}

/**
 * Writes a segment whose filter can be read. Where active automations rest on it, it must be said what becomes of
 * those who match already; without `apply` the edit is refused, and says whom it would concern.
 */
export const saveSegment = async (
  context: AutomationContext,
  segment: Segment,
  { apply }: { readonly apply?: SegmentApply | undefined } = {},
): Promise<void> => {
  const { unit } = context;
  const before = await readSegments(unit.tx);
  const edited = edit(before, segment);
  parse(context, segment, edited);
  if (isDeepStrictEqual(before.get(segment.key), edited.get(segment.key))) return;
  const users = await segmentUsers(context, segment.key);
  for (const user of users) withSegments(context, user, edited);
  if (apply === undefined) await refuseUsed(context, segment, users);
  await writeSegment(unit.tx, segment);
  await repinSegments(context, users, apply ?? "now_on");
};

/** What writing the segment would do, counted by the database; nothing is changed. */
export const previewSegment = async (
  context: AutomationContext,
  segment: Segment,
): Promise<SegmentPreview> => {
  const { unit } = context;
  const before = await readSegments(unit.tx);
  const edited = edit(before, segment);
  const after = parse(context, segment, edited);
  const known = before.get(segment.key);
  const was =
    known?.object === segment.object ? parse(context, { key: segment.key, ...known }, before) : null;
  const automations: SegmentPreview["automations"][number][] = [];
  for (const user of await segmentUsers(context, segment.key)) {
    const { id, key, object, trigger } = withSegments(context, user, edited);
    if (user.row.state !== "active" || trigger.kind !== "enters") continue;
    const diff = await diffMembers(unit, { automation: id, object, after: trigger.watched.filter });
    automations.push({ key, ...diff });
  }
  return { ...(await diffFilters(unit, segment.object, { before: was, after })), automations };
};

/**
 * Refuses who may not read all that a segment asks: how many enter it, and what automations then do, would tell them.
 * Actor null: the system.
 */
export const authoriseSegment = async (
  context: AutomationContext,
  segment: Segment,
  actor: string | null,
): Promise<void> => {
  const rights = publisherRights(context, actor);
  requireRight(rights, "edit", "segment");
  if (rights.everything) return;
  const before = await readSegments(context.unit.tx);
  const asked = [parse(context, segment, edit(before, segment))];
  const known = before.get(segment.key);
  if (known?.object === segment.object) asked.push(parse(context, { key: segment.key, ...known }, before));
  const message = unreadReach(reachOf(segment.object, asked), rights);
  if (message !== null) throw new Refusal("forbidden", message);
};

/** A segment that a current version of an automation or another segment rests on cannot be removed. */
export const removeSegment = async (context: AutomationContext, key: string): Promise<void> => {
  const { tx } = context.unit;
  const segments = await readSegments(tx);
  if (!segments.has(key)) throw new Refusal("not_found", noSuch("segment", key, segments.keys()));
  const others = [...segments].filter(([, { filter }]) => segmentsReached(filter, segments).has(key));
  const users = [
    ...(await segmentUsers(context, key)).map(({ row }) => `automation "${row.key}"`),
    ...others.map(([other]) => `segment "${other}"`),
  ];
  if (users.length > 0) throw new Refusal("in_use", `the segment "${key}" is used by ${users.join(", ")}`);
  await hideSegment(tx, key);
};

const edit = (segments: Segments, { key, object, filter }: Segment): Segments =>
  new Map([...segments, [key, { object, filter }] as const]);

const parse = ({ unit }: AutomationContext, { key, object }: Segment, segments: Segments): Filter => {
  const { model } = unit.catalog;
  // Asked for by its own name, so that a segment that contains itself is found out.
  const parsed = parseFilter({ segment: key }, { model, object, segments, resolve: unit.options.resolve });
  if (parsed.ok) return parsed.filter;
  throw invalid(
    parsed.problems.map(({ path, code, message }) => ({
      field: code === "unknown_object" ? "object" : formatPath(["filter", ...path.slice(1)]),
      code,
      message,
    })),
  );
};

/** An active automation's segment cannot be edited in place: that would be a silent mass effect. */
const refuseUsed = async (
  context: AutomationContext,
  segment: Segment,
  users: readonly SegmentUser[],
): Promise<void> => {
  const using = users.filter(({ row }) => row.state === "active").map(({ row }) => row.key);
  if (using.length === 0) return;
  const { enter, leave, stay } = await previewSegment(context, segment);
  const which =
    using.length === 1
      ? `the active automation ${using[0]} uses`
      : `the active automations ${using.join(", ")} use`;
  throw new Refusal(
    "in_use",
    `${which} the segment "${segment.key}"; ${enter} records would enter it, ${leave} leave and ${stay} stay: ` +
      `give "apply": "now_on" (from now on) or "all" (those that match already too)`,
  );
};
