import * as z from "zod";
import { duration } from "../formats/index.ts";
import { annotate } from "../problems/index.ts";
import { type Filter, filter } from "./filter.ts";

const again = annotate(z.union([z.enum(["every_time", "once"]), z.strictObject({ gap: duration })]), {
  noun: "every_time, once or {gap: …}",
});

const exit = z.strictObject({
  leaves: z.exactOptional(z.boolean()),
  when: z.exactOptional(z.nullable(filter)),
  on_reply: z.exactOptional(z.boolean()),
});

export const enrollment = z.strictObject({
  again: z.exactOptional(again),
  while_active: z.exactOptional(z.enum(["ignore", "restart"])),
  exit: z.exactOptional(exit),
  group: z.exactOptional(z.nullable(z.string().min(1))),
});

export type EnrollmentInput = z.infer<typeof enrollment>;

/** Who may enter a run, and what ends one early. */
export interface Enrollment {
  /** What a further trigger does after a run of the same record ended. The gap counts from that end. */
  readonly again: "every_time" | "once" | { readonly gap: string };
  /** What a further trigger does while a run is active. */
  readonly while_active: "ignore" | "restart";
  readonly exit: {
    /** The record no longer satisfies the `enters` filter; always false for other triggers. */
    readonly leaves: boolean;
    /** A goal: leave when this becomes true. */
    readonly when: Filter | null;
    /** Leave when the contact writes after the run's first message. */
    readonly on_reply: boolean;
  };
  /** A record is in at most one active run of a group. */
  readonly group: string | null;
}
