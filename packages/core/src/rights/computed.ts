/** What a message bears of the people it goes to and comes from. */
const ADDRESSES = [
  ...["contact", "company", "lead", "user"].flatMap((object) => [`${object}.email`, `${object}.phone`]),
  "contact.mobile",
];

/**
 * Fields that the product works out, and what it works them out from: whoever may not see one of these may not see
 * what comes of it either. `*` stands for every object. A field of the product that is derived must stand here (a
 * test holds it to that).
 */
const SOURCES: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    // Who has neither name is called by their address.
    "contact.name": ["contact.first_name", "contact.last_name", "contact.email"],
    "subscription.mrr": [
      "subscription.products",
      "subscription.plan",
      "line.product",
      "line.quantity",
      "line.price",
      "line.discount",
      "product.price",
      "product.recurring",
      "plan.interval",
    ],
    // A stage is written with its pipeline.
    "*.stage": ["*.pipeline"],
    "*.stage_entered_at": ["*.stage", "*.pipeline"],
    "*.closed_at": ["*.stage", "*.pipeline"],
    "task.done": ["task.state"],
    "task.state": ["task.done"],
    "task.done_at": ["task.done", "task.state"],
    "activity.done_at": ["activity.done"],
    "message.to": ADDRESSES,
    "message.cc": ADDRESSES,
    "message.from": ADDRESSES,
    "message.headers": [...ADDRESSES, "message.to", "message.cc", "message.from", "message.subject"],
    "message.html": ["message.body"],
  }),
);

/** The fields that a computed one rests on, as `object.field`; none where it rests on itself alone. */
export const sourcesOf = (object: string, field: string): readonly string[] => {
  const own = SOURCES.get(`${object}.${field}`);
  if (own !== undefined) return own;
  return (SOURCES.get(`*.${field}`) ?? []).map((name) => name.replace("*", object));
};

/**
 * Fields whose value is shared by every record that bears the same address: one's own record tells of others'. They
 * are read by who may read all records of the object, and written by who may edit all.
 */
const SHARED: ReadonlySet<string> = new Set(["contact.email_state"]);

export const isShared = (object: string, field: string): boolean => SHARED.has(`${object}.${field}`);

/** The objects that have shared fields. */
export const SHARING: readonly string[] = [...SHARED].map((name) => name.split(".")[0] ?? "");
