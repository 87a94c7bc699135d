import { asText } from "@cadencia/core/model";
import type { Transaction } from "../../platform/workspace/index.ts";
import { readDirectory } from "../records/index.ts";
import { readableCondition, readsEvery } from "../rights/index.ts";
import { quoted, tableName } from "../objects/index.ts";
import type { Reader } from "../automation/index.ts";
import type { Readable } from "./outbox.repo.ts";

export interface OutboxReader extends Reader {
  /** Folded; the mails that are nobody's but theirs go there. */
  readonly email: string;
}

export const outboxReader = async (tx: Transaction, reader: Reader): Promise<OutboxReader> => {
  const { users } = await readDirectory(tx, reader.catalog);
  return { ...reader, email: asText(users.get(reader.user)?.values["email"] ?? "").toLowerCase() };
};

/**
 * Messages of records that somebody may read, by who may read messages at all; those of no record, and calls of
 * webhooks, which may hold any value, are for who may read everything, and for whom they are addressed to.
 */
export const readableMessages =
  (schema: string, { rights, model, told, email }: OutboxReader): Readable =>
  (add) => {
    if (told) return "";
    const own =
      email === ""
        ? []
        : [`(d.record IS NULL AND d.channel = 'email' AND d.recipient = ${add(email, "text")})`];
    const sees = rights.scope("message", "read") === "none" ? [] : [...model.objects.keys()];
    const open = sees.filter((object) => readsEvery(rights, { model, object }));
    const others = sees.flatMap((object) => {
      if (open.includes(object)) return [];
      const scope = readableCondition(rights, { model, schema, object, alias: "t", add });
      if (scope === null || scope === "FALSE") return [];
      return [
        `(d.object = ${add(object, "text")} AND d.channel <> 'webhook' AND EXISTS (SELECT 1 FROM ${schema}.${quoted(tableName(object))} t WHERE t.id = d.record AND ${scope}))`,
      ];
    });
    const all =
      open.length === 0 ? [] : [`(d.object = ANY(${add(open, "text[]")}) AND d.channel <> 'webhook')`];
    const parts = [...own, ...all, ...others];
    return ` AND (${parts.length === 0 ? "FALSE" : parts.join(" OR ")})`;
  };
