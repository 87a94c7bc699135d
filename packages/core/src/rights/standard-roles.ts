import { CONFIGURATION, type Grants, type Role } from "./table.ts";

const ALL: Grants = { read: "all", create: "all", edit: "all", delete: "all", export: "all" };
const READ: Grants = { read: "all", create: "none", edit: "none", delete: "none", export: "none" };
const NOTHING: Grants = { read: "none", create: "none", edit: "none", delete: "none", export: "none" };
const PROFILE: Grants = { ...READ, edit: "own" };

/** Who somebody is to the product, and so what they may do, is not for themselves to say. */
const IDENTITY: ReadonlySet<string> = new Set(
  ["role", "active", "team", "manager", "handle", "email"].map((field) => `user.${field}`),
);
const NO_FIELDS: ReadonlySet<string> = new Set();

const standard = (
  key: string,
  label: string,
  { grants, locked = IDENTITY }: { grants: Readonly<Record<string, Grants>>; locked?: ReadonlySet<string> },
): Role => ({
  key,
  label,
  custom: false,
  grants: new Map(Object.entries(grants)),
  hidden: NO_FIELDS,
  locked,
  base: null,
});

export const ADMIN: Role = standard("admin", "Administrator", {
  grants: { "*": ALL, ...Object.fromEntries(CONFIGURATION.map((key) => [key, ALL])) },
  locked: NO_FIELDS,
});

const MANAGER = standard("manager", "Manager", {
  grants: {
    "*": ALL,
    user: PROFILE,
    team: READ,
    object: READ,
    setting: READ,
    role: NOTHING,
    product_event: NOTHING,
    inbound_address: NOTHING,
  },
});

/**
 * Reads, creates, edits all; deletes own. That holds for automations too: one acts with its publisher's rights, so
 * it does nothing that its publisher could not do by hand.
 */
export const SALESPERSON: Role = standard("salesperson", "Salesperson", {
  grants: {
    "*": { read: "all", create: "all", edit: "all", delete: "own", export: "own" },
    user: PROFILE,
    team: READ,
    template: { ...ALL, delete: "none" },
    segment: { ...ALL, delete: "none" },
    pipeline: READ,
    object: READ,
    setting: READ,
    role: NOTHING,
    product_event: NOTHING,
    inbound_address: NOTHING,
  },
});

const READ_ONLY = standard("read-only", "Read only", {
  grants: { "*": READ, role: NOTHING, product_event: NOTHING, inbound_address: NOTHING },
});

/** The roles that every workspace has, in order of power. */
export const STANDARD_ROLES: ReadonlyMap<string, Role> = new Map(
  [ADMIN, MANAGER, SALESPERSON, READ_ONLY].map((role) => [role.key, role]),
);
