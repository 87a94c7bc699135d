import type { Transaction } from "../../../platform/workspace/index.ts";

/** Who can come in: by a password, a link to set one, a key, or as the administrator. */
const STAYS = (s: string): string =>
  `SELECT u.id FROM ${s}.o_user u
    WHERE u.deleted_at IS NULL
      AND (u.role = 'admin' OR EXISTS (SELECT 1 FROM ${s}.credential c WHERE c.user_id = u.id)
        OR EXISTS (SELECT 1 FROM ${s}.password_reset p WHERE p.user_id = u.id)
        OR EXISTS (SELECT 1 FROM ${s}.api_key k WHERE k.owner = u.id AND k.revoked_at IS NULL))`;

/** Settings, rights and what lets people in: an empty workspace has them too. */
const STANDING: ReadonlySet<string> = new Set([
  "setting",
  "revision",
  "credential",
  "session",
  "known_device",
  "login_attempt",
  "password_reset",
  "api_key",
  "idempotency_key",
  "role",
  "credit",
  "o_user",
  "change",
]);

export const readStaying = async (tx: Transaction): Promise<readonly { id: string; name: string }[]> =>
  tx.query<{ id: string; name: string }>(
    `SELECT id, coalesce(name, handle, email, '') AS name FROM ${tx.s}.o_user WHERE id IN (${STAYS(tx.s)}) ORDER BY id`,
  );

export interface ObjectCount {
  readonly object: string;
  readonly count: number;
  /** Made since the demo was filled in. */
  readonly own: number;
}

/** Living records by object, in one statement. */
export const countRecords = async (
  tx: Transaction,
  { objects, since }: { readonly objects: readonly string[]; readonly since: string },
): Promise<ObjectCount[]> => {
  const asked = objects.map(
    (
      object,
    ) => `SELECT '${object}' AS object, count(*) AS count, count(*) FILTER (WHERE created_at >= $1) AS own
       FROM ${tx.s}."o_${object}" WHERE deleted_at IS NULL
            ${object === "user" ? `AND id NOT IN (${STAYS(tx.s)})` : ""}`,
  );
  const rows = await tx.query<ObjectCount & { readonly [column: string]: unknown }>(
    asked.join(" UNION ALL "),
    [since],
  );
  return rows.filter(({ count }) => count > 0);
};

export const countAutomations = async (
  tx: Transaction,
): Promise<{ readonly automations: number; readonly runs: number }> => {
  const [row] = await tx.query<{ automations: number; runs: number }>(
    `SELECT (SELECT count(*) FROM ${tx.s}.automation WHERE state <> 'deleted') AS automations,
            (SELECT count(*) FROM ${tx.s}.run) AS runs`,
  );
  return row ?? { automations: 0, runs: 0 };
};

/** Only what has something in it is emptied: each statement on a table costs what little there is in it. */
export const readTables = async (tx: Transaction): Promise<readonly string[]> => {
  const rows = await tx.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c
      WHERE c.relnamespace = $1::regnamespace AND c.relkind = 'r'
      ORDER BY (SELECT count(*) FROM pg_constraint f WHERE f.contype = 'f' AND f.confrelid = c.oid), c.relname`,
    [tx.s],
  );
  return rows.map(({ name }) => name);
};

export interface Declared {
  readonly object: string;
  readonly key: string;
}

export const readDeclaredFields = (tx: Transaction): Promise<Declared[]> =>
  tx.query<Declared & { readonly [column: string]: unknown }>(`SELECT object, key FROM ${tx.s}.custom_field`);

/**
 * Empties every table but those that an empty workspace has filled as well, and takes away the columns and tables that
 * people declared. What is not known here by name belongs to records and automations, and goes.
 */
export const emptyTables = async (
  tx: Transaction,
  {
    tables,
    own,
    fields,
  }: {
    readonly tables: readonly string[];
    /** Tables of objects that people declared. */
    readonly own: ReadonlySet<string>;
    readonly fields: readonly Declared[];
  },
): Promise<void> => {
  const script = tables.flatMap((table) => {
    if (own.has(table)) return [`DROP TABLE ${tx.s}."${table}"`];
    return STANDING.has(table) ? [] : [`DELETE FROM ${tx.s}."${table}"`];
  });
  const columns = fields
    .filter(({ object }) => !own.has(`o_${object}`))
    .flatMap(({ object, key }) =>
      [key, `${key}__f`, `${key}__object`].map(
        (column) => `ALTER TABLE ${tx.s}."o_${object}" DROP COLUMN IF EXISTS "${column}"`,
      ),
    );
  await tx.script([...script, ...columns].join(";\n"));
};

/**
 * Of the people those stay who can come in, with all that lets them in, and with the journal of their own records;
 * nothing of it lies ahead of the real clock.
 */
export const keepPeople = async (tx: Transaction): Promise<void> => {
  const ids = (await readStaying(tx)).map(({ id }) => id);
  const now = tx.realNow.toString();
  const others = [
    ["session", "user_id"],
    ["known_device", "user_id"],
    ["password_reset", "user_id"],
    ["credential", "user_id"],
    ["api_key", "owner"],
    ["o_user", "id"],
    ["change", "record"],
  ] as const;
  for (const [table, column] of others)
    await tx.execute(`DELETE FROM ${tx.s}.${table} WHERE NOT (${column} = ANY($1::uuid[]))`, [ids]);
  await tx.execute(
    `UPDATE ${tx.s}.o_user
        SET team = NULL, manager = CASE WHEN manager = ANY($1::uuid[]) THEN manager END,
            owner = CASE WHEN owner = ANY($1::uuid[]) THEN owner END,
            created_by = CASE WHEN created_by = ANY($1::uuid[]) THEN created_by END,
            updated_by = CASE WHEN updated_by = ANY($1::uuid[]) THEN updated_by END,
            followers = ARRAY(SELECT f FROM unnest(followers) f WHERE f = ANY($1::uuid[])),
            created_at = least(created_at, $2), updated_at = least(updated_at, $2)`,
    [ids, now],
  );
  await tx.execute(
    `UPDATE ${tx.s}.change SET at = least(at, $2), step = NULL, moved = NULL,
            actor = CASE WHEN actor = ANY($1::uuid[]) THEN actor END`,
    [ids, now],
  );
};
