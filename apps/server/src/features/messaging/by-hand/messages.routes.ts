import { handMessageSchema, sentByHandSchema } from "@cadencia/contracts/api";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import { invalid, Refusal } from "../../../platform/errors/index.ts";
import { checkMessage } from "../../../platform/templates/index.ts";
import { answerOnce, originOf, reply } from "../../access/index.ts";
import { planByHand, type Engine } from "../../automation/index.ts";
import {
  guardedRecord,
  objectNamed,
  readGuard,
  readingIn,
  recordOf,
  refusalOf,
  type Reading,
} from "../../records/index.ts";
import { previewed, sent } from "./send-by-hand.ts";

type Body = z.infer<typeof handMessageSchema>;

/** Mails and texts that a person writes to the customer of a record. */
export const messageRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (api, { engine }) => {
  api.post(
    "/records/:object/:id/messages",
    {
      schema: {
        tags: ["records"],
        summary: "Write to the customer of a record, by mail or SMS; or see what they would get",
        params: z.strictObject({ object: z.string(), id: z.string() }),
        headers: z.looseObject({ "idempotency-key": z.exactOptional(z.string()) }),
        body: handMessageSchema,
        response: { 200: sentByHandSchema, 201: sentByHandSchema },
      },
    },
    async (request, to) => {
      const answer = await engine.run((context) =>
        answerOnce(context.unit.tx, request, async () => {
          const { unit } = context;
          const { params, body, caller } = request;
          const origin = originOf(request);
          const reading = await readingIn(unit, caller);
          const { rights } = reading;
          const object = objectNamed(reading.catalog, params.object).key;
          const guard = readGuard(origin, undefined, undefined);
          const record = await guardedRecord(unit, { object, id: params.id }, guard);
          if (record.deletedAt !== null)
            throw new Refusal("not_found", `the ${object} ${record.id} was deleted`);
          const refused = await refusalOf(unit, rights, { action: "edit", before: record });
          if (refused !== null) recordOf(refused);
          refuseFaults(body, object, reading);
          const { channel, subject = "", text, preview = false } = body;
          const message = { channel, subject, text, sender: caller.user, rights, origin };
          const plan = await planByHand(context, record, message);
          return preview
            ? { status: 200, body: await previewed(unit, plan) }
            : { status: 201, body: await sent(unit, plan) };
        }),
      );
      return reply(to, answer);
    },
  );
};

/** Merge fields that the sender's own model does not have are no empty words in a customer's mail. */
const refuseFaults = (
  { channel, subject, text }: Body,
  object: string,
  { catalog: { model } }: Reading,
): void => {
  if (channel === "sms" && subject !== undefined)
    throw invalid([{ field: "subject", code: "unknown_key", message: "an SMS has no subject" }]);
  const faults = checkMessage({ kind: channel, subject: subject ?? null, text }, { model, object });
  if (faults.length === 0) return;
  throw invalid(
    faults.map(({ part, code, message, line, column }) => ({
      field: part,
      code,
      message: `${message} (line ${line}, column ${column})`,
    })),
  );
};
