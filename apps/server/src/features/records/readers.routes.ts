import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import type { Engine } from "../automation/index.ts";
import { findRecord } from "./find-record.ts";
import { isReadable } from "./readable.ts";
import { objectNamed, read, type Reading } from "./reading.ts";
import { recordParams } from "./records.routes.ts";
import { rightsIn } from "./rights-of.ts";
import type { StoredRecord } from "./row.ts";
import { subjectOf } from "./subject.ts";

/** Who may be asked to look at a record. */
export const readerRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (api, { engine }) => {
  api.get(
    "/records/:object/:id/readers",
    {
      schema: {
        tags: ["records"],
        summary: "The active users who may read a record, by their ids: whom one may make followers",
        params: recordParams,
        response: { 200: z.strictObject({ users: z.array(z.string()) }) },
      },
    },
    ({ params, caller }) =>
      read(engine.workspace, caller, async (reading) => {
        const object = objectNamed(reading.catalog, params.object);
        return { users: await readersOf(reading, await findRecord(reading, object, params.id)) };
      }),
  );
};

/** Of the users whom the reader may see. Only what stands on somebody's timeline is looked up, user by user. */
const readersOf = async (
  { tx, catalog, directory, rights, whole }: Reading,
  record: StoredRecord,
): Promise<string[]> => {
  const readers: string[] = [];
  for (const user of directory.users.values()) {
    if (user.values["archived"] === true || !rights.may("read", subjectOf(user))) continue;
    const theirs = rightsIn(catalog, directory, user.id);
    if (await isReadable({ tx, model: whole }, theirs, record)) readers.push(user.id);
  }
  return readers;
};
