import { newRoleSchema, roleSchema, type RolePayload } from "@cadencia/contracts/api";
import type { Role } from "@cadencia/core/rights";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import { inTransaction } from "../../platform/workspace/index.ts";
import type { Engine } from "../automation/index.ts";
import { changeModel, readCatalog } from "../objects/index.ts";
import { deleteRole, roleNamed, saveRole } from "./roles.service.ts";

const tags = ["roles"];
const params = z.strictObject({ key: z.string() });

/** Who may do what, by role. */
export const roleRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (
  api,
  { engine: { workspace } },
) => {
  api.get(
    "/roles",
    {
      schema: {
        tags,
        summary: "Every role, the product's own first",
        response: { 200: z.strictObject({ items: z.array(roleSchema) }) },
      },
    },
    async () => {
      const { roles } = await inTransaction(workspace, readCatalog);
      return { items: [...roles.values()].map(present) };
    },
  );

  api.get(
    "/roles/:key",
    { schema: { tags, summary: "One role", params, response: { 200: roleSchema } } },
    ({ params: { key } }) => inTransaction(workspace, async (tx) => present(await roleNamed(tx, key))),
  );

  api.put(
    "/roles/:key",
    {
      schema: {
        tags,
        summary: "Make a role, or write it anew; what it leaves out is as for a salesperson",
        params,
        body: newRoleSchema,
        response: { 200: roleSchema },
      },
    },
    async ({ params: { key }, body }) => {
      await changeModel(workspace, (tx) => saveRole(tx, { key, ...body }));
      return inTransaction(workspace, async (tx) => present(await roleNamed(tx, key)));
    },
  );

  api.delete(
    "/roles/:key",
    {
      schema: {
        tags,
        summary: "Delete a role that nobody has",
        params,
        response: { 204: z.undefined() },
      },
    },
    async ({ params: { key } }, to) => {
      await changeModel(workspace, (tx) => deleteRole(tx, key));
      return to.code(204).send();
    },
  );
};

const present = ({ key, label, custom, grants, hidden }: Role): RolePayload => ({
  key,
  label,
  custom,
  rights: Object.fromEntries([...grants].map(([object, granted]) => [object, { ...granted }])),
  hide: [...hidden],
});
