import { Refusal } from "../../../platform/errors/index.ts";
import { inTransaction, type WorkspaceSettings } from "../../../platform/workspace/index.ts";
import type { Engine } from "../../automation/index.ts";
import { raiseModelRevision, readCatalog, writeSettings } from "../../objects/index.ts";
import { readDirectory, recordOf, SYSTEM, type Input, type SaveUnit } from "../../records/index.ts";
import { hashPassword } from "../passwords/argon2id.ts";
import { hasCredentials, writeCredential } from "../passwords/credentials.repo.ts";
import { refuseWeakPassword } from "../passwords/password-rules.ts";

interface FirstPerson {
  readonly email: string;
  readonly password: string;
  /** What else is known of the person: name, language, zone. */
  readonly values: Input;
  readonly settings: Partial<WorkspaceSettings>;
}

/** Whether the workspace still waits for its administrator: nobody has a password. */
export const isWaiting = async ({ workspace }: Pick<Engine, "workspace">): Promise<boolean> =>
  inTransaction(workspace, async (tx) => !(await hasCredentials(tx)));

/**
 * Gives a workspace that waits to its administrator: the one that the first start made becomes this person. Of two who
 * come at once the second is refused. Answers the user's id.
 */
export const takeWorkspace = async (engine: Engine, person: FirstPerson): Promise<string> => {
  refuseWeakPassword(person.password, person.email);
  const hash = await hashPassword(person.password);
  return engine.change(async ({ unit }) => {
    if (await hasCredentials(unit.tx)) throw taken();
    const user = await saveAdministrator(unit, { ...person.values, email: person.email });
    await writeCredential(unit.tx, user, hash);
    await writeSettings(unit.tx, person.settings);
    await raiseModelRevision(unit.tx);
    return user;
  });
};

export const taken = (): Refusal =>
  new Refusal("conflict", "this workspace has its administrator already; log in");

const saveAdministrator = async (unit: SaveUnit, input: Input): Promise<string> => {
  const { users } = await readDirectory(unit.tx, await readCatalog(unit.tx));
  const standing = [...users.values()].find(
    ({ values, deletedAt }) => deletedAt === null && values["active"] !== false && values["role"] === "admin",
  );
  const [outcome] =
    standing === undefined
      ? await unit.create("user", [{ input: { handle: "admin", role: "admin", ...input }, origin: SYSTEM }])
      : await unit.update("user", [{ id: standing.id, input, origin: SYSTEM }]);
  return recordOf(outcome).id;
};
