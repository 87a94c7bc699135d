import { useSession } from "./session.ts";

type Action = "read" | "create" | "edit" | "delete" | "export";
type Owned = Readonly<Record<string, unknown>>;

/**
 * Whether who is signed in may do that: what the server would refuse is not offered. Of a record whose right is "own",
 * its owner may; whether a colleague is of the same team the server knows.
 */
export const useMay = (): ((object: string, action: Action, record?: Owned) => boolean) => {
  const { rights, user } = useSession();
  return (object, action, record) => {
    const scope = rights[object]?.[action] ?? "none";
    if (scope === "own" && record !== undefined) return record["owner"] === user.id;
    return scope !== "none";
  };
};
