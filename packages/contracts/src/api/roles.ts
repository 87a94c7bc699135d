import * as z from "zod";

const grants = z.record(z.string(), z.unknown());

/** Rights and hidden fields are judged by the model, which names what was perhaps meant. */
export const newRoleSchema = z.strictObject({
  label: z.exactOptional(z.string().min(1).max(200)),
  rights: z.exactOptional(z.record(z.string(), grants)),
  hide: z.exactOptional(z.array(z.string()).max(1000)),
});

const scope = z.enum(["none", "own", "team", "all"]);

export const roleSchema = z.strictObject({
  key: z.string(),
  label: z.string(),
  /** False for the product's own, which cannot be changed. */
  custom: z.boolean(),
  /** By object and action; `*` for every object that is not named. What a custom role leaves out is as for a salesperson. */
  rights: z.record(z.string(), z.record(z.string(), scope)),
  /** Fields that are neither read nor written, as `object.field`. */
  hide: z.array(z.string()),
});

export type RolePayload = z.infer<typeof roleSchema>;
