import type { Action } from "../action.ts";
import { checkPerson } from "../checks.ts";
import { personPaths } from "../paths.ts";
import { personFor } from "../people.ts";
import { changeEach } from "../set/change-each.ts";
import { changeOf, warned } from "../set/changes.ts";

const listOf = (users: string | readonly string[]): readonly string[] => [users].flat();

export const addFollowersAction: Action<"add_followers"> = {
  name: "add_followers",
  paths: ({ users }) => personPaths(...listOf(users)),
  check: ({ users }, context) => listOf(users).flatMap((who) => checkPerson(context, "users", who)),
  execute: (batch) => {
    const users = listOf(batch.step.parameters.users);
    return changeEach(batch, (step) => {
      const people = users.map((who) => personFor(batch.services, step, { who }));
      const change = changeOf(batch, step, {
        key: "followers",
        how: "add",
        value: people.map(({ user }) => user.id),
      });
      return {
        changes: [change],
        success: warned(
          "missing_person",
          people.flatMap(({ detail }) => detail ?? []),
        ),
      };
    });
  },
};
