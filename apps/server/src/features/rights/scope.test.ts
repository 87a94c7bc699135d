import * as fc from "fast-check";
import { customRole, Rights, SCOPES, type Action } from "@cadencia/core/rights";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestDatabase } from "../../platform/db/testing.ts";
import { scopeCondition } from "./index.ts";

const USERS = [1, 2, 3, 4].map((digit) => `01900000-0000-7000-8000-00000000000${digit}`);
let database: Awaited<ReturnType<typeof openTestDatabase>>;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const user = fc.constantFrom(...USERS);
const subject = fc.record({ id: user, owner: fc.option(user) });

it("finds by SQL exactly the records of which the predicate says so", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...SCOPES),
      fc.constantFrom<Action>("read", "edit", "delete"),
      fc.constantFrom("lead", "user", "line"),
      user,
      fc.uniqueArray(user),
      fc.array(subject, { minLength: 1, maxLength: 8 }),
      async (scope, action, object, me, team, records) => {
        const role = customRole({
          key: "r",
          label: "r",
          rights: { lead: { [action]: scope }, user: { [action]: scope }, deal: { [action]: scope } },
          hide: [],
        });
        const rights = new Rights({ user: me, role, team: new Set(team) });
        const params: unknown[] = [records.map(({ id }) => id), records.map(({ owner }) => owner)];
        const condition = scopeCondition(rights, {
          object,
          action,
          alias: "t",
          add: (value, type) => `$${params.push(value)}::${type}`,
        });
        const { rows } = await database.pool.query<{ nr: unknown }>(
          `SELECT nr FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS t(id, owner, nr)
            WHERE ${condition ?? "TRUE"} ORDER BY nr`,
          params,
        );
        const wanted = records.flatMap((record, index) =>
          rights.may(action, { object, ...record }) ? [String(index + 1)] : [],
        );
        expect(rows.map(({ nr }) => String(nr))).toEqual(wanted);
      },
    ),
    { numRuns: 300 },
  );
});
