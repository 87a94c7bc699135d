import { isDeepStrictEqual } from "node:util";
import { formatPath } from "@cadencia/contracts/problems";
import { parseFilter, type Filter } from "@cadencia/core/filter";
import { noSuch } from "@cadencia/core/nearest";
import { restrictModel, type Rights } from "@cadencia/core/rights";
import { invalid, Refusal } from "../../platform/errors/index.ts";
import { readRights } from "../records/index.ts";
import { readCatalog } from "../objects/index.ts";
import { requireRight } from "../rights/index.ts";
import type { Transaction } from "../../platform/workspace/index.ts";
import {
  authoriseRepinning,
  diffFilters,
  diffMembers,
  hideSegment,
  publisherRights,
  readableSegments,
  reachOf,
  readSegments,
  repinSegments,
  segmentsReached,
  segmentUsers,
  unreadFilters,
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
 * those who match already; without `apply` the edit is refused, and says whom it would concern. `actor` is who asks,
 * null the system: whoever may not change an automation may not change what it rests on.
 */
export const saveSegment = async (
  context: AutomationContext,
  segment: Segment,
  { apply, actor = null }: { readonly apply?: SegmentApply | undefined; readonly actor?: string | null } = {},
): Promise<void> => {
  const { unit } = context;
  const before = await readSegments(unit.tx);
  const edited = edit(before, segment);
  parse(context, segment, edited);
  if (isDeepStrictEqual(before.get(segment.key), edited.get(segment.key))) return;
  const users = await segmentUsers(context, segment.key);
  for (const user of users) withSegments(context, user, edited);
  await authoriseRepinning(context, users, { actor, apply: apply ?? "now_on" });
  if (apply === undefined) await refuseUsed(context, segment, users);
  await writeSegment(unit.tx, segment);
  await repinSegments(context, users, apply ?? "now_on");
};

/** Segments as somebody sees them: one that asks of what is hidden from them is not there. */
export const segmentsFor = async (tx: Transaction, reader: string): Promise<Segments> => {
  const catalog = await readCatalog(tx);
  const model = restrictModel(catalog.model, await readRights(tx, catalog, reader));
  const segments = await readSegments(tx);
  return model === catalog.model ? segments : readableSegments(segments, { catalog: { model } });
};

/**
 * What writing the segment would do, counted by the database; nothing is changed. Of automations that ask further
 * what `actor` may not read no numbers are told. Actor null: the system.
 */
export const previewSegment = async (
  context: AutomationContext,
  segment: Segment,
  actor: string | null = null,
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
    const rule = withSegments(context, user, edited);
    const { id, key, object, trigger } = rule;
    if (user.row.state !== "active" || trigger.kind !== "enters") continue;
    if (unreadFilters(rule, publisherRights(context, actor)) !== null) continue;
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
  const known = before.get(segment.key);
  if (known !== undefined) {
    const standing = reachOf(known.object, [parse(context, { key: segment.key, ...known }, before)]);
    if (unreadReach(standing, rights) !== null)
      throw new Refusal("forbidden", `forbidden: the segment "${segment.key}" asks what you may not read`);
  }
  const model = restrictModel(context.unit.catalog.model, rights);
  const seen = readableSegments(before, { catalog: { model } });
  const asked = parseAs(context, segment, { segments: edit(seen, segment), rights });
  const message = unreadReach(reachOf(segment.object, [asked]), rights);
  if (message !== null) throw new Refusal("forbidden", message);
};

/** Parses what somebody wrote; what is wrong with it is told in the words of what they see. */
const parseAs = (
  { unit }: AutomationContext,
  { key, object }: Segment,
  { segments, rights }: { readonly segments: Segments; readonly rights: Rights },
): Filter => {
  const { model } = unit.catalog;
  const resolve = (target: string, text: string): string | null => unit.options.resolve(target, text, rights);
  const parsed = parseFilter({ segment: key }, { model, object, segments, resolve });
  if (parsed.ok) return parsed.filter;
  const seen = parseFilter(
    { segment: key },
    { model: restrictModel(model, rights), object, segments, resolve },
  );
  throw refuse(seen.ok ? parsed.problems : seen.problems);
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
  throw refuse(parsed.problems);
};

const refuse = (
  problems: readonly {
    readonly path: readonly (string | number)[];
    readonly code: string;
    readonly message: string;
  }[],
): Refusal =>
  invalid(
    problems.map(({ path, code, message }) => ({
      field: code === "unknown_object" ? "object" : formatPath(["filter", ...path.slice(1)]),
      code,
      message,
    })),
  );

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
