import type { Field, Pipeline, Stage, StageKind } from "@cadencia/core/model";
import { customRole, STANDARD_ROLES, type Role, type RoleDefinition } from "@cadencia/core/rights";
import {
  DEFAULT_SETTINGS,
  type Transaction,
  type WorkspaceSettings,
} from "../../platform/workspace/index.ts";
import type { CustomField, CustomObject } from "./model.ts";

export interface Revisions {
  readonly model: number;
  readonly rules: number;
  /** By how many milliseconds the clock was moved ahead. */
  readonly clockAhead: number;
}

const revisionsStatement = (tx: Transaction): string =>
  `SELECT model, rules, clock_ahead AS "clockAhead" FROM ${tx.s}.revision`;

const toRevisions = ([row]: readonly Revisions[]): Revisions => ({
  model: row?.model ?? 0,
  rules: row?.rules ?? 0,
  clockAhead: row?.clockAhead ?? 0,
});

export const readRevisions = async (tx: Transaction): Promise<Revisions> =>
  toRevisions(await tx.query<Revisions & { [column: string]: unknown }>(revisionsStatement(tx)));

/** Their answer comes with that of the next statement. */
export const askRevisions = async (tx: Transaction): Promise<Revisions> =>
  toRevisions(await tx.ask<Revisions & { [column: string]: unknown }>(revisionsStatement(tx)));

const changing = new WeakSet<Transaction>();

export const raiseModelRevision = (tx: Transaction): Promise<number> => {
  changing.add(tx);
  return tx.execute(`UPDATE ${tx.s}.revision SET model = model + 1, rules = rules + 1`);
};

export const raiseRulesRevision = (tx: Transaction): Promise<number> => {
  changing.add(tx);
  return tx.execute(`UPDATE ${tx.s}.revision SET rules = rules + 1`);
};

/** Moves the clock. Whoever saves reads it with the revisions; hold the rules, so that no save is under way. */
export const writeClockAhead = async (tx: Transaction, milliseconds: number): Promise<void> => {
  changing.add(tx);
  await tx.execute(`UPDATE ${tx.s}.revision SET clock_ahead = $1`, [milliseconds]);
  tx.afterCommit(() => tx.workspace.ahead.follow(milliseconds));
};

/** Whether this transaction changed the configuration: what it reads may yet be rolled back. */
export const isChanging = (tx: Transaction): boolean => changing.has(tx);

export const readCustomObjects = async (tx: Transaction): Promise<CustomObject[]> =>
  tx.query<{ key: string; label: string }>(`SELECT key, label FROM ${tx.s}.custom_object ORDER BY key`);

export const readCustomFields = async (tx: Transaction): Promise<CustomField[]> => {
  const rows = await tx.query<{ object: string; definition: Field; back: string | null }>(
    `SELECT object, definition, back FROM ${tx.s}.custom_field WHERE removed_at IS NULL ORDER BY object, position`,
  );
  return rows.map((row) => ({ object: row.object, field: row.definition, back: row.back }));
};

export const readPipelines = async (tx: Transaction): Promise<Pipeline[]> => {
  const [pipelines, stages] = await Promise.all([
    tx.query<{ key: string; object: string; owner: string | null }>(
      `SELECT key, object, owner FROM ${tx.s}.pipeline WHERE removed_at IS NULL ORDER BY position, key`,
    ),
    tx.query<{ key: string; pipeline: string; name: string; kind: string; position: number }>(
      `SELECT key, pipeline, name, kind, position FROM ${tx.s}.stage WHERE removed_at IS NULL ORDER BY pipeline, position`,
    ),
  ]);
  const byPipeline = Map.groupBy(
    stages.map((row): Stage => ({ ...row, kind: row.kind as StageKind })),
    (stage) => stage.pipeline,
  );
  return pipelines.map((row) => ({ ...row, stages: byPipeline.get(row.key) ?? [] }));
};

/** The standard roles, and those of this workspace. */
export const readRoles = async (tx: Transaction): Promise<ReadonlyMap<string, Role>> => {
  const rows = await tx.query<{
    key: string;
    label: string;
    definition: Pick<RoleDefinition, "rights" | "hide">;
  }>(`SELECT key, label, definition FROM ${tx.s}.role ORDER BY key`);
  const own = rows.map(({ key, label, definition }) => customRole({ key, label, ...definition }));
  return new Map([...STANDARD_ROLES, ...own.map((role) => [role.key, role] as const)]);
};

export const readSettings = async (tx: Transaction): Promise<WorkspaceSettings> => {
  const rows = await tx.query<{ key: string; value: unknown }>(`SELECT key, value FROM ${tx.s}.setting`);
  return { ...DEFAULT_SETTINGS, ...Object.fromEntries(rows.map((row) => [row.key, row.value])) };
};

export const writeSettings = async (tx: Transaction, settings: Partial<WorkspaceSettings>): Promise<void> => {
  const entries = Object.entries(settings);
  await tx.execute(
    `INSERT INTO ${tx.s}.setting (key, value)
       SELECT key, value::jsonb FROM unnest($1::text[], $2::text[]) AS v(key, value)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    [entries.map(([key]) => key), entries.map(([, value]) => JSON.stringify(value))],
  );
};

export const insertCustomObject = (tx: Transaction, object: CustomObject): Promise<number> =>
  tx.execute(`INSERT INTO ${tx.s}.custom_object (key, label, created_at) VALUES ($1, $2, $3)`, [
    object.key,
    object.label,
    tx.now.toString(),
  ]);

export const insertCustomField = (tx: Transaction, custom: CustomField): Promise<number> =>
  tx.execute(
    `INSERT INTO ${tx.s}.custom_field (object, key, definition, back, position)
       VALUES ($1, $2, $3, $4, (SELECT count(*) FROM ${tx.s}.custom_field WHERE object = $1))`,
    [custom.object, custom.field.key, JSON.stringify(custom.field), custom.back],
  );

export const writePipeline = async (tx: Transaction, pipeline: Pipeline, label: string): Promise<void> => {
  await tx.execute(
    `INSERT INTO ${tx.s}.pipeline (key, object, label, owner, position)
       VALUES ($1, $2, $3, $4, (SELECT count(*) FROM ${tx.s}.pipeline))
     ON CONFLICT (key) DO UPDATE SET label = excluded.label, owner = excluded.owner, removed_at = NULL`,
    [pipeline.key, pipeline.object, label, pipeline.owner],
  );
  await tx.execute(
    `INSERT INTO ${tx.s}.stage (key, pipeline, name, label, kind, position)
       SELECT v.key, $1, v.name, v.name, v.kind, v.position
         FROM unnest($2::text[], $3::text[], $4::text[], $5::int[]) AS v(key, name, kind, position)
     ON CONFLICT (key) DO UPDATE SET kind = excluded.kind, position = excluded.position, removed_at = NULL`,
    [
      pipeline.key,
      pipeline.stages.map((stage) => stage.key),
      pipeline.stages.map((stage) => stage.name),
      pipeline.stages.map((stage) => stage.kind),
      pipeline.stages.map((stage) => stage.position),
    ],
  );
};

/** Hides the stage; records that stand in it keep it until they move. */
export const hideStage = (tx: Transaction, key: string): Promise<number> =>
  tx.execute(`UPDATE ${tx.s}.stage SET removed_at = $2 WHERE key = $1 AND removed_at IS NULL`, [
    key,
    tx.now.toString(),
  ]);

export const hidePipeline = (tx: Transaction, key: string): Promise<number> =>
  tx.execute(`UPDATE ${tx.s}.pipeline SET removed_at = $2 WHERE key = $1 AND removed_at IS NULL`, [
    key,
    tx.now.toString(),
  ]);
