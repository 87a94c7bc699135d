import { nearest } from "@cadencia/core/nearest";
import * as z from "zod";
import { clock, day, weekday } from "../formats/index.ts";
import { annotate } from "../problems/index.ts";

const isZone = (name: string): boolean => {
  try {
    return Intl.DateTimeFormat("en", { timeZone: name }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
};

const unknownZone = (name: unknown): string => {
  const close = typeof name === "string" ? nearest(name, Intl.supportedValuesOf("timeZone")) : undefined;
  return `is no time zone${close === undefined ? "; write it as Europe/Madrid" : `; did you mean "${close}"?`}`;
};

const zone = z.string().refine(isZone, { error: ({ input }) => unknownZone(input) });

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));

const currency = z.string().refine((code) => CURRENCIES.has(code), {
  error: "is no currency; write three capital letters, such as EUR",
});

const country = annotate(z.string().regex(/^[A-Z]{2}$/), {
  noun: "a country code",
  write: "two capital letters, such as ES",
});

const holidays = annotate(z.union([z.array(day).max(1000), country]), {
  noun: "a list of days or a country code",
});

/** Also addresses of a machine of one's own, such as cadencia@localhost. */
export const address = annotate(
  z
    .string()
    .max(254)
    .regex(/^[^\s@<>,;"]+@[^\s@<>,;"]+$/),
  { noun: "an e-mail address" },
);

/** It goes into the headers of mails, where a line break would begin another header. */
export const oneLine = annotate(
  z
    .string()
    .min(1)
    .max(200)
    .regex(/^\P{Cc}*$/u),
  { noun: "one line without control characters" },
);

const publicUrl = z
  .string()
  .max(2000)
  .refine((text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ""), {
    error: "is no address of a web server; write it as https://crm.example.com",
  });

const businessHours = z
  .strictObject({ days: z.array(weekday).min(1), from: clock, to: clock })
  .refine(({ from, to }) => from < to, {
    error: "ends before it begins; give a from that is earlier than to",
  });

const quietHours = z.strictObject({ from: clock, to: clock, policy: z.enum(["defer", "drop", "expire"]) });

const sms = z.strictObject({
  quiet_hours: quietHours,
  /** Credits left; null = unlimited. */
  credits: z.nullable(z.number().min(0).max(1e12)),
  /** Of one segment, in credits. */
  price: z.number().min(0).max(1e6),
  transliterate: z.boolean(),
});

/** What holds for a whole workspace. */
export const settingsSchema = z.strictObject({
  name: oneLine,
  timezone: zone,
  locale: z.enum(["en", "es", "ro"]),
  currency,
  business_hours: businessHours,
  /** Closed days, or a country whose public holidays count. */
  holidays,
  sms,
  /** Where this workspace is reached from outside; links in mails begin with it. */
  public_url: publicUrl,
  mail: z.strictObject({ address, name: z.nullable(oneLine) }),
  frequency_cap: z.nullable(z.strictObject({ max: z.int().min(1), per: z.enum(["day", "week"]) })),
  /** For so many days the run log keeps what did not start and why steps waited. */
  run_log_days: z.int().min(1).max(36_500),
});

export type SettingsPayload = z.infer<typeof settingsSchema>;

/** Each setting given takes the place of what stands; of `sms` only what is given. */
export const settingsChangesSchema = z
  .strictObject({ ...settingsSchema.shape, sms: sms.partial() })
  .partial();

export type SettingsChanges = z.infer<typeof settingsChangesSchema>;
