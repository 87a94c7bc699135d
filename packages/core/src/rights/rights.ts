import { isShared, SHARING, sourcesOf } from "./computed.ts";
import { ADMIN } from "./standard-roles.ts";
import { type Action, grantOf, narrower, type Role, type Scope } from "./table.ts";

/** Objects that stand inside others: their rights are those of whatever holds them. */
const PARTS: ReadonlyMap<string, readonly string[]> = new Map([
  ["line", ["deal", "subscription", "plan", "quote", "order", "invoice"]],
]);

/** The record that a right is asked of. */
export interface Subject {
  readonly object: string;
  readonly id: string;
  /** The user who is responsible; null for nobody's. */
  readonly owner: string | null;
}

export interface Person {
  readonly user: string;
  readonly role: Role;
  /** Users of the teams that the person leads or belongs to. */
  readonly team: ReadonlySet<string>;
}

/** What one person may do, or the product itself. */
export class Rights {
  /** Null: the product itself. */
  readonly user: string | null;
  readonly role: Role;
  readonly #team: ReadonlySet<string>;

  constructor({ user, role, team }: Omit<Person, "user"> & { readonly user: string | null }) {
    this.user = user;
    this.role = role;
    this.#team = team;
  }

  /** Nothing is asked of an administrator, nor of the product. */
  get everything(): boolean {
    return this.role === ADMIN;
  }

  /** On which records of the object the action is allowed. What may not be read can be neither changed nor deleted. */
  scope(object: string, action: Action): Scope {
    if (this.everything) return "all";
    const wholes = PARTS.get(object);
    if (wholes !== undefined) return this.#scopeOfPart(wholes, action);
    const granted = grantOf(this.role, object, action);
    return action === "read" || action === "create" ? granted : narrower(granted, this.scope(object, "read"));
  }

  /** By itself a part is reached only by who reaches all that may hold it; else it shows inside its whole. */
  #scopeOfPart(wholes: readonly string[], action: Action): Scope {
    return wholes.every((whole) => this.scope(whole, action) === "all") ? "all" : "none";
  }

  /** The people whose records a scope reaches; null for everybody's. */
  people(scope: Scope): ReadonlySet<string> | null {
    switch (scope) {
      case "all":
        return null;
      case "none":
        return new Set();
      case "own":
        return new Set(this.user === null ? [] : [this.user]);
      case "team":
        return new Set(this.user === null ? [] : [this.user, ...this.#team]);
    }
  }

  may(action: Action, subject: Subject): boolean {
    const people = this.people(this.scope(subject.object, action));
    if (people === null) return true;
    const holder = holderColumn(subject.object) === "id" ? subject.id : subject.owner;
    return holder !== null && people.has(holder);
  }

  /** Also what is worked out from something hidden, and what tells of records that are not all to be read. */
  hides(object: string, field: string): boolean {
    if (this.everything) return false;
    if (isShared(object, field) && this.scope(object, "read") !== "all") return true;
    if (!hasHidden(this.role)) return false;
    return [`${object}.${field}`, ...sourcesOf(object, field)].some((name) =>
      isListed(this.role, "hidden", name),
    );
  }

  get hidesAny(): boolean {
    return hasHidden(this.role) || SHARING.some((object) => this.scope(object, "read") !== "all");
  }

  locks(object: string, field: string): boolean {
    if (this.everything) return false;
    if (isShared(object, field) && this.scope(object, "edit") !== "all") return true;
    return isListed(this.role, "locked", `${object}.${field}`);
  }
}

const isListed = (role: Role, list: "hidden" | "locked", name: string): boolean =>
  role[list].has(name) || (role.base !== null && isListed(role.base, list, name));

const hasHidden = (role: Role): boolean =>
  role.hidden.size > 0 || (role.base !== null && hasHidden(role.base));

/** Says whose a record is: a user is their own. */
export const holderColumn = (object: string): "id" | "owner" => (object === "user" ? "id" : "owner");

/** The product's own work, and that of an automation which the system published. */
export const EVERYTHING: Rights = new Rights({ user: null, role: ADMIN, team: new Set() });

/** Of somebody who is gone. */
export const NO_RIGHTS: Rights = new Rights({
  user: null,
  role: {
    key: "",
    label: "",
    custom: false,
    grants: new Map(),
    hidden: new Set(),
    locked: new Set(),
    base: null,
  },
  team: new Set(),
});
