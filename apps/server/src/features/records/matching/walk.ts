import { createHash } from "node:crypto";
import * as z from "zod";
import { invalid } from "../../../platform/errors/index.ts";

/** How far a change of all that match has come. */
export interface Walk {
  /** The last one that was looked at. */
  readonly after: string;
  /** The newest when it began: what is created meanwhile is not reached, else it might never end. */
  readonly until: string;
  /** When it began: "older than 3d" must mean the same in all parts. */
  readonly now: Temporal.Instant;
}

const schema = z.strictObject({ of: z.string(), after: z.uuid(), until: z.uuid(), now: z.iso.datetime() });

/** `of` is what the walk does: a cursor of one means nothing in another. */
export const writeWalk = ({ after, until, now }: Walk, of: readonly unknown[]): string =>
  Buffer.from(JSON.stringify({ of: fingerprint(of), after, until, now: now.toString() })).toString(
    "base64url",
  );

export const readWalk = (text: string, of: readonly unknown[]): Walk => {
  const content = schema.safeParse(decode(text));
  if (!content.success) throw refuse("is no cursor; take it from `next` of the part before");
  const { after, until, now } = content.data;
  if (content.data.of !== fingerprint(of))
    throw refuse("belongs to another change; ask with the filter and the change of the part before");
  return { after, until, now: Temporal.Instant.from(now) };
};

const decode = (text: string): unknown => {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  } catch {
    return null;
  }
};

const fingerprint = (of: readonly unknown[]): string =>
  createHash("sha256").update(JSON.stringify(of)).digest("base64url").slice(0, 12);

const refuse = (message: string) =>
  invalid([{ field: "cursor", code: "wrong_value", message: `this cursor ${message}` }]);
