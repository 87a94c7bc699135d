import type { Action, ActionServices, StepAtWork } from "../action.ts";
import { checkPerson } from "../checks.ts";
import { personPaths } from "../paths.ts";
import { isRelatedPerson, userCalled } from "../people.ts";
import { changeEach } from "../set/change-each.ts";
import { changeOf } from "../set/changes.ts";

const listOf = (users: string | readonly string[]): readonly string[] => [users].flat();

/** Whoever is meant, gone or not: a stand-in must not lose the record because somebody else left. */
const meant = (services: ActionServices, step: StepAtWork, who: string): string | null => {
  if (!isRelatedPerson(who)) return userCalled(services, who)?.id ?? null;
  const found = services.person(step, { who });
  return found === null || found.detail !== null ? null : found.user.id;
};

export const removeFollowersAction: Action<"remove_followers"> = {
  name: "remove_followers",
  paths: ({ users }) => personPaths(...listOf(users)),
  check: ({ users }, context) => listOf(users).flatMap((who) => checkPerson(context, "users", who)),
  execute: (batch) => {
    const users = listOf(batch.step.parameters.users);
    return changeEach(batch, (step) => {
      const ids = users.flatMap((who) => meant(batch.services, step, who) ?? []);
      return {
        changes: [changeOf(batch, step, { key: "followers", how: "remove", value: ids })],
        success: { status: "done" },
      };
    });
  },
};
