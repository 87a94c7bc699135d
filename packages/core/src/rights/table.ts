/** What may be done to records of an object. `export` is reading them in bulk, as a file. */
export const ACTIONS = ["read", "create", "edit", "delete", "export"] as const;
export type Action = (typeof ACTIONS)[number];

/**
 * On which records. `own`: those whose owner is the user (of users: the user); `team`: those whose owner is in a team
 * of which the user is leader or member, and their own. Each includes the ones before it.
 */
export const SCOPES = ["none", "own", "team", "all"] as const;
export type Scope = (typeof SCOPES)[number];

export type Grants = Readonly<Partial<Record<Action, Scope>>>;

/** Stands for every object with records that a role does not name. */
export const ANY = "*";

/** What is configured rather than kept as records, by the name that it has in the table of rights. */
export const CONFIGURATION = [
  "automation",
  "template",
  "segment",
  "pipeline",
  "object",
  "setting",
  "role",
  "product_event",
  "inbound_address",
] as const;
export type Configuration = (typeof CONFIGURATION)[number];

/** What `*` of a custom role does not reach: who may change it could give themselves everything. */
const GUARDED: ReadonlySet<string> = new Set([...CONFIGURATION, "user", "team"]);

export interface Role {
  readonly key: string;
  readonly label: string;
  readonly custom: boolean;
  readonly grants: ReadonlyMap<string, Grants>;
  /** `object.field`: neither read nor written. */
  readonly hidden: ReadonlySet<string>;
  /** `object.field`: read, but not written. */
  readonly locked: ReadonlySet<string>;
  /** Says what this role leaves out. */
  readonly base: Role | null;
}

/** What the role itself or the one below it says, the object's own line before the line for all. */
export const grantOf = (role: Role, object: string, action: Action): Scope => {
  const own = role.grants.get(object)?.[action];
  if (own !== undefined) return own;
  const general = role.base !== null && GUARDED.has(object) ? undefined : role.grants.get(ANY)?.[action];
  if (role.base === null) return general ?? "none";
  return general ?? grantOf(role.base, object, action);
};

export const narrower = (left: Scope, right: Scope): Scope =>
  SCOPES.indexOf(left) <= SCOPES.indexOf(right) ? left : right;
