import { ADMIN } from "@cadencia/core/rights";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { readRights } from "../features/records/index.ts";
import { DOORS, requireRight } from "../features/rights/index.ts";
import { readCatalog } from "../features/objects/index.ts";
import { Refusal } from "../platform/errors/index.ts";
import { inTransaction, type Workspace } from "../platform/workspace/index.ts";

/**
 * Asks at the doors of the configuration what the table of rights says, before anything of the request is judged. Behind the others each record is asked of; a
 * door that nobody has decided on is for administrators alone.
 */
export const guardDoors = (
  api: FastifyInstance,
  { workspace, prefix }: { readonly workspace: Workspace; readonly prefix: string },
): void => {
  api.addHook("preValidation", async (request) => {
    const { url } = request.routeOptions;
    if (url === undefined || request.caller.role === ADMIN.key) return;
    const door = DOORS.get(`${methodOf(request)} ${url.slice(prefix.length)}`);
    if (door?.kind === "records" || door?.kind === "self") return;
    if (door === undefined || door.kind === "administrators")
      throw new Refusal("forbidden", "forbidden: this address is for administrators alone");
    const rights = await inTransaction(workspace, async (tx) =>
      readRights(tx, await readCatalog(tx), request.caller.user),
    );
    requireRight(rights, door.action, door.object);
  });
};

/** To ask for the head alone is to read. */
const methodOf = ({ method }: FastifyRequest): string => (method === "HEAD" ? "GET" : method);
