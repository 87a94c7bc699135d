import * as z from "zod";

/** A word to a user of the product: from an automation's `notify`, or from the product about what needs somebody. */
const notificationSchema = z.strictObject({
  id: z.string(),
  at: z.string(),
  text: z.string(),
  /** What it is about, where it is about a record. */
  record: z.nullable(z.strictObject({ object: z.string(), id: z.string() })),
  /** Key of the automation that tells it, or that it is about. */
  automation: z.nullable(z.string()),
  read: z.boolean(),
});

export const notificationPageSchema = z.strictObject({
  items: z.array(notificationSchema),
  next: z.nullable(z.string()),
  /** Of all, counted up to 100. */
  unread: z.int(),
});

export const readNotificationsSchema = z.strictObject({
  ids: z.exactOptional(z.array(z.uuid()).max(1000)),
});

export type NotificationPage = z.infer<typeof notificationPageSchema>;
