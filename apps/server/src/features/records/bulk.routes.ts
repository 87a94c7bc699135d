import { bulkAnswerSchema, bulkSchema } from "@cadencia/contracts/api";
import type { ObjectType } from "@cadencia/core/model";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import { answerOnce, originOf, reply } from "../access/index.ts";
import type { Engine } from "../automation/index.ts";
import type { Outcome } from "./outcome.ts";
import { presentRecords } from "./present.ts";
import { objectNamed, readingIn, refuseNonId, type Reading } from "./reading.ts";
import { onceHeaders } from "./records.routes.ts";
import type { SaveUnit } from "./unit.ts";
import type { Origin } from "./save.ts";
import type { Input } from "./draft.ts";

type Wanted = z.infer<typeof bulkSchema>;

/** Many saves in one transaction: good items are saved together, each refused one says why. */
export const bulkRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (api, { engine }) => {
  api.post(
    "/records/:object/bulk",
    {
      schema: {
        tags: ["records"],
        summary: "Create and change many records; each item is done or refused by itself",
        params: z.strictObject({ object: z.string() }),
        headers: onceHeaders,
        body: bulkSchema,
        response: { 200: bulkAnswerSchema },
      },
    },
    async (request, to) => {
      const { run_automations: runAutomations = true, ...wanted } = request.body;
      const origin = { ...originOf(request), runAutomations };
      const answer = await engine.run(({ unit }) =>
        answerOnce(unit.tx, request, async () => {
          const reading = await readingIn(unit, request.caller);
          const object = objectNamed(reading.catalog, request.params.object);
          const [created, updated] = await saveAll(unit, object, { wanted, origin });
          const body = {
            created: await present(reading, object, created),
            updated: await present(reading, object, updated),
            failed: [...created, ...updated].filter(({ ok }) => !ok).length,
          };
          return { status: 200, body };
        }),
      );
      return reply(to, answer);
    },
  );
};

const saveAll = async (
  unit: SaveUnit,
  object: ObjectType,
  { wanted, origin }: { wanted: Wanted; origin: Origin },
): Promise<readonly [created: readonly Outcome[], updated: readonly Outcome[]]> => {
  const created = await unit.create(
    object.key,
    (wanted.create ?? []).map((input) => ({ input, origin })),
  );
  const updated = await updateAll(unit, object, { edits: wanted.update ?? [], origin });
  await unit.flush();
  return [created, updated];
};

const updateAll = async (
  unit: SaveUnit,
  object: ObjectType,
  { edits, origin }: { edits: NonNullable<Wanted["update"]>; origin: Origin },
): Promise<Outcome[]> => {
  const seen = new Set<string>();
  const refused = edits.map(({ id }): Outcome | null => {
    if (!isId(object, id)) return refusal("not_found", "id", `there is no ${object.key} ${id}`);
    if (seen.has(id.toLowerCase()))
      return refusal("conflict", "id", `the ${object.key} ${id} stands twice in this request`);
    seen.add(id.toLowerCase());
    return null;
  });
  const able = edits.filter((_, index) => refused[index] === null);
  const outcomes = await unit.update(
    object.key,
    able.map(({ id, version, ...input }) => ({
      id: id.toLowerCase(),
      input: input as Input,
      origin,
      ...(version === undefined ? {} : { expectedVersion: version }),
    })),
  );
  const rest = outcomes.values();
  return refused.map(
    (outcome) => outcome ?? rest.next().value ?? refusal("not_found", "id", "nothing was saved"),
  );
};

const refusal = (code: "not_found" | "conflict", field: string, message: string): Outcome => ({
  ok: false,
  code,
  problems: [{ field, code, message }],
});

const isId = (object: ObjectType, id: string): boolean => {
  try {
    refuseNonId(object.key, id);
    return true;
  } catch {
    return false;
  }
};

const present = async (reading: Reading, object: ObjectType, outcomes: readonly Outcome[]) => {
  const records = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.record] : []));
  const presented = (await presentRecords(reading, object, { records, fields: null })).values();
  return outcomes.map((outcome) =>
    outcome.ok
      ? { ok: true as const, record: presented.next().value as never }
      : { ok: false as const, code: outcome.code, errors: [...outcome.problems] },
  );
};
