import { useQuery } from "@tanstack/react-query";
import { automationsQuery } from "../automations/queries.ts";
import { segmentsQuery } from "../conditions/queries.ts";
import { useMay } from "../session/use-may.ts";
import { usersOf, type Users } from "./segment-users.ts";

/** Who rests on a segment, as far as the reader may see; `isKnown` is false until that is told. */
export const useSegmentUsers = (key: string): { readonly users: Users; readonly isKnown: boolean } => {
  const may = useMay();
  const mayRead = may("automation", "read");
  const { data: segments } = useQuery(segmentsQuery);
  const { data: automations } = useQuery({ ...automationsQuery, enabled: mayRead });
  return {
    users: usersOf(key, { automations: automations?.items ?? [], segments: segments?.items ?? [] }),
    isKnown: segments !== undefined && (!mayRead || automations !== undefined),
  };
};
