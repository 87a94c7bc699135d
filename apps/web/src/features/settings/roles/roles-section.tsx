import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "wouter";
import { ErrorState } from "../../../ui/error-state.tsx";
import { Loading } from "../../../ui/loading.tsx";
import { rolesQuery } from "../people/queries.ts";
import { RoleEditor } from "./role-editor.tsx";
import { RoleList } from "./role-list.tsx";

/** Who may do what. The role that is open stands in the address; `new` begins one. */
export const RolesSection = () => {
  const [params, setParams] = useSearchParams();
  const { data, isError, error, refetch } = useQuery(rolesQuery);
  if (isError && data === undefined) return <ErrorState error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const open = params.get("role");
  const role = data.items.find(({ key, custom }) => custom && key === open) ?? null;
  const show = (key: string | null) => setParams(key === null ? {} : { role: key });
  if (open !== null && (role !== null || open === "new"))
    return <RoleEditor key={open} role={role} known={data.items} onClose={() => show(null)} />;
  return <RoleList roles={data.items} onOpen={show} />;
};
