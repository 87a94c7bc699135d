import type { RolePayload } from "@cadencia/contracts/api";
import { ACTIONS, customRole, grantOf, type Action, type Scope } from "@cadencia/core/rights";

type Rights = RolePayload["rights"];

/** A custom role as it is being written. */
export interface RoleDraft {
  readonly label: string;
  /** What it says itself; the rest is as for a salesperson. */
  readonly rights: Rights;
  readonly hide: readonly string[];
}

export const EMPTY_ROLE: RoleDraft = { label: "", rights: {}, hide: [] };

/** What can be done to what is configured: there is no other way in. */
export const CONFIGURED: Readonly<Record<string, readonly Action[]>> = {
  automation: ["read", "create", "edit", "delete"],
  template: ["read", "edit", "delete"],
  segment: ["read", "edit", "delete"],
  pipeline: ["read", "create", "edit", "delete"],
  object: ["read", "create", "edit"],
  setting: ["read", "edit"],
  role: ["read", "edit", "delete"],
  product_event: ["create"],
  inbound_address: ["read", "edit"],
};

/** What holds where the role says nothing of its own. */
export const usualScope = ({ rights }: RoleDraft, object: string, action: Action): Scope => {
  const { [action]: _, ...others } = rights[object] ?? {};
  const role = customRole({ key: "", label: "", hide: [], rights: { ...rights, [object]: others } });
  return grantOf(role, object, action);
};

interface Grant {
  readonly object: string;
  readonly action: Action;
  /** Null: as usual. */
  readonly scope: Scope | null;
}

/** The rights with one grant written anew; an object of which nothing is said any more is left out. */
export const granted = (rights: Rights, { object, action, scope }: Grant): Rights => {
  const { [object]: line = {}, ...rest } = rights;
  const { [action]: _, ...others } = line;
  const next = scope === null ? others : { ...others, [action]: scope };
  return Object.keys(next).length === 0 ? rest : { ...rest, [object]: next };
};

/** How much the role says of its own, for the list of roles. */
export const differences = (rights: Rights): number =>
  Object.values(rights).reduce(
    (count, line) => count + ACTIONS.filter((action) => line[action] !== undefined).length,
    0,
  );
