import * as z from "zod";
import { address, oneLine, settingsSchema } from "./settings.ts";

/** Any text: what is no address, or no password, is simply wrong. */
const email = z.string().min(1).max(254);
const password = z.string().min(1).max(2000);

export const loginSchema = z.strictObject({ email, password });

export const passwordChangeSchema = z.strictObject({
  /** The one that stands. */
  current: password,
  password,
});

export const resetRequestSchema = z.strictObject({ email });

export const newPasswordSchema = z.strictObject({
  /** What stands behind `#token=` in the link. */
  token: z.string().min(1).max(200),
  password,
});

const scope = z.enum(["none", "own", "team", "all"]);
const language = z.enum(["en", "es", "ro"]);

/** Who is behind a request. */
export const callerSchema = z.strictObject({
  user: z.strictObject({
    id: z.string(),
    name: z.string(),
    email: z.nullable(z.string()),
    role: z.strictObject({ key: z.string(), label: z.string() }),
    /** The user's own, or the workspace's. */
    language,
    timezone: z.string(),
  }),
  workspace: z.strictObject({
    name: z.string(),
    currency: z.string(),
    locale: language,
    timezone: z.string(),
    /** Filled with the demo: its clock may have been moved. */
    demo: z.boolean(),
    /** By how many seconds its clock goes ahead of the real one: 0 but in a demo. */
    clock_ahead: z.int().min(0),
  }),
  /** On whose records each action is allowed, by object; also of what is configured (`automation`, `setting` …). */
  rights: z.record(
    z.string(),
    z.strictObject({ read: scope, create: scope, edit: scope, delete: scope, export: scope }),
  ),
  /** Fields that are read but not written, as `object.field`. */
  read_only_fields: z.array(z.string()),
  /** Null for an API key. */
  session: z.nullable(z.string()),
});

export type CallerPayload = z.infer<typeof callerSchema>;

/** A browser in which somebody is logged in. */
export const sessionSchema = z.strictObject({
  id: z.string(),
  /** Whether it is the one that asks. */
  current: z.boolean(),
  created_at: z.string(),
  /** To the minute. */
  seen_at: z.string(),
  address: z.string(),
  /** What the browser calls itself. */
  agent: z.string(),
});

/** The first start. */
export const setupStateSchema = z.strictObject({
  /** Nobody has a password yet: whoever comes first becomes the administrator. */
  waiting: z.boolean(),
  /** Whether this caller must send the key that the first start printed; on the machine itself none is needed. */
  key_required: z.boolean(),
  /** Whether a demo can be chosen. */
  demo: z.boolean(),
  /** Codes of the countries whose public holidays are known; none once the workspace is taken. */
  countries: z.array(z.string()),
});

const { timezone, currency, holidays } = settingsSchema.shape;

export const setupSchema = z.strictObject({
  name: oneLine,
  email: address,
  password,
  /** Of the person and of the workspace, as the zone is. */
  language,
  timezone,
  currency,
  holidays,
  content: z.enum(["demo", "empty"]),
});

export type SetupState = z.infer<typeof setupStateSchema>;
export type SetupPayload = z.infer<typeof setupSchema>;
