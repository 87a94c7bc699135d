import { addressSchema, rotationSchema } from "@cadencia/contracts/api";
import { parseDuration } from "@cadencia/core/schedule";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import { invalid } from "../../../platform/errors/index.ts";
import { inTransaction } from "../../../platform/workspace/index.ts";
import { readCatalog } from "../../objects/index.ts";
import type { Engine } from "../engine.ts";
import type { Address } from "./addresses.repo.ts";
import { addressesOf, rotateAddress } from "./addresses.ts";

const tags = ["automations"];
const params = z.strictObject({ key: z.string() });
const response = { 200: addressSchema };
/** How long the old address is taken after a rotation, unless told. */
const GRACE = "1d";

/** Where an automation that `webhook.received` starts is called: secret, so only administrators see it. */
export const addressRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (api, { engine }) => {
  const { workspace } = engine;

  api.get(
    "/automations/:key/address",
    {
      schema: {
        tags,
        summary: "The secret inbound address of an automation; administrators",
        params,
        response,
      },
    },
    (request) =>
      inTransaction(workspace, async (tx) => {
        const { settings } = await readCatalog(tx);
        return present(settings.publicUrl, await addressesOf(tx, request.params.key));
      }),
  );

  api.post(
    "/automations/:key/address/rotate",
    {
      schema: {
        tags,
        summary: "Give an automation a new address; the old one stays good for a day, or as told",
        params,
        body: rotationSchema,
        response,
      },
    },
    (request) => {
      const { old_valid_for: text = GRACE } = request.body ?? {};
      const length = parseDuration(text);
      if (length === null) {
        const message = `old_valid_for is ${text}; give a duration such as 1d`;
        throw invalid([{ field: "old_valid_for", code: "wrong_value", message }]);
      }
      return engine.run(async (context) => {
        const addresses = await rotateAddress(context, request.params.key, length);
        return present(context.unit.catalog.settings.publicUrl, addresses);
      });
    },
  );
};

const present = (
  publicUrl: string,
  [current, ...old]: readonly Address[],
): z.infer<typeof addressSchema> => ({
  address: current === undefined ? null : urlOf(publicUrl, current.token),
  created_at: current?.createdAt ?? null,
  old: old.map(({ token, validUntil }) => ({
    address: urlOf(publicUrl, token),
    valid_until: validUntil ?? "",
  })),
});

const urlOf = (publicUrl: string, token: string): string => {
  const base = publicUrl.endsWith("/") ? publicUrl : `${publicUrl}/`;
  return new URL(`api/v1/hooks/${token}`, base).href;
};
