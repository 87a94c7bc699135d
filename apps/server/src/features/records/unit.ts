import type { ObjectType } from "@cadencia/core/model";
import { EVERYTHING } from "@cadencia/core/rights";
import { Refusal } from "../../platform/errors/index.ts";
import { appendChanges } from "../../platform/journal/index.ts";
import { ownRules, shareRules, underSavepoint, type Transaction } from "../../platform/workspace/index.ts";
import { assumeCatalog, readCatalog, type Catalog } from "../objects/index.ts";
import { draftProblems } from "./draft-problems.ts";
import { enrich } from "./enrich.ts";
import { draftSplit, replaceLines, splitLines, type LineInput } from "./lines.ts";
import { toChange } from "./journal-entry.ts";
import { conflict, notFound, type Outcome } from "./outcome.ts";
import { refuseCreation } from "./rights-check.ts";
import { referringOf, refusalsOf } from "./refusals.ts";
import { rightsOfOrigins } from "./rights-of.ts";
import { insertRecords, markDeleted, markMerged, readRecords, updateRecords } from "./records.repo.ts";
import type { RecordValues, StoredRecord } from "./row.ts";
import type { Edit, NewRecord, Resolver } from "./wanted.ts";
import { originOf, SYSTEM, type Origin, type OriginOf, type Save } from "./save.ts";

export type { Edit, NewRecord, Resolver } from "./wanted.ts";

/** Hears of the saves of a transaction, after they are written and before they are journalled. */
export type SaveListener = (unit: SaveUnit, saves: readonly Save[]) => Promise<void>;

export interface UnitOptions {
  readonly resolve: Resolver;
  readonly listener: SaveListener;
}

/**
 * The saves of one transaction. Write with create/update/…; `flush` lets the listeners match automations and
 * then journals everything. Nothing counts as saved before `flush`.
 */
export class SaveUnit {
  readonly tx: Transaction;
  readonly catalog: Catalog;
  readonly options: UnitOptions;
  #unheard: Save[] = [];
  #unwritten: Save[] = [];
  /** Resolves once the catalog is known to hold. */
  #confirmed: Promise<void> | null;

  private constructor(
    tx: Transaction,
    { catalog, confirmed }: { catalog: Catalog; confirmed: Promise<void> | null },
    options: UnitOptions,
  ) {
    this.tx = tx;
    this.catalog = catalog;
    this.options = options;
    this.#confirmed = confirmed;
    confirmed?.then(
      () => (this.#confirmed = null),
      () => undefined,
    );
  }

  /**
   * `own` is for whoever changes the rules: it must not hold the lock shared first. Two who did so each waited for
   * the other to let go (a deadlock, and a second lost).
   */
  static async open(
    tx: Transaction,
    options: UnitOptions,
    rules: "share" | "own" = "share",
  ): Promise<SaveUnit> {
    if (rules === "own") await ownRules(tx);
    else shareRules(tx);
    const assumed = tx.isEager ? assumeCatalog(tx) : null;
    return new SaveUnit(tx, assumed ?? { catalog: await readCatalog(tx), confirmed: null }, options);
  }

  object(key: string): ObjectType {
    const object = this.catalog.model.objects.get(key);
    if (object === undefined) throw new Refusal("not_found", `there is no object "${key}"`);
    return object;
  }

  /** Creates records of one object. */
  async create(objectKey: string, records: readonly NewRecord[]): Promise<Outcome[]> {
    const object = this.object(objectKey);
    const now = this.tx.now.toString();
    const lines = new Map<string, readonly LineInput[]>();
    const context = this.#context();
    const rightsOf = await rightsOfOrigins(
      this,
      records.map(({ origin = SYSTEM }) => origin),
    );
    const drafts = records.map((wanted) => {
      const id = wanted.id ?? this.tx.workspace.newId();
      const split = splitLines(objectKey, wanted.input);
      if (split.lines !== null) lines.set(id, split.lines);
      const asker = { ...context, rights: rightsOf(wanted.origin ?? SYSTEM) };
      return { id, wanted, drafted: draftSplit(object, { before: null, split }, asker) };
    });
    const missing = await draftProblems(this, object, {
      drafts: drafts.map(({ id, wanted, drafted }) => ({ id, drafted, ...referringOf(wanted, rightsOf) })),
      lines,
      context,
    });
    const outcomes = drafts.map(({ id, wanted, drafted }, index): Outcome => {
      const { input, origin = SYSTEM } = wanted;
      const values = drafted.ok ? drafted.values : null;
      const refused = refuseCreation(rightsOf(origin), { object: objectKey, id, input, values });
      if (refused !== null) return refused;
      if (!drafted.ok) return { ok: false, code: "validation_failed", problems: drafted.problems };
      const absent = missing.get(index);
      if (absent !== undefined) return { ok: false, code: "validation_failed", problems: absent };
      const { actor } = origin;
      const stamped: RecordValues = {
        ...drafted.values,
        created_at: wanted.createdAt ?? now,
        updated_at: wanted.updatedAt ?? wanted.createdAt ?? now,
        created_by: actor,
        updated_by: actor,
      };
      const record = {
        id,
        object: objectKey,
        version: 1,
        deletedAt: null,
        mergedInto: null,
        values: stamped,
      };
      return { ok: true, record, changed: drafted.changed };
    });
    await this.#insert(object, { outcomes, records, lines });
    return outcomes;
  }

  async #insert(
    object: ObjectType,
    batch: {
      outcomes: Outcome[];
      records: readonly NewRecord[];
      lines: ReadonlyMap<string, readonly LineInput[]>;
    },
  ): Promise<void> {
    const good = batch.outcomes.flatMap((outcome, index) => (outcome.ok ? [{ outcome, index }] : []));
    const enriched = await enrich(this.tx, {
      object,
      records: good.map(({ outcome }) => outcome.record),
      lines: batch.lines,
    });
    for (const [position, { index, outcome }] of good.entries()) {
      const record = enriched[position] ?? outcome.record;
      batch.outcomes[index] = { ...outcome, record };
      this.#remember({
        object,
        kind: "created",
        before: null,
        after: record,
        changed: outcome.changed,
        origin: batch.records[index]?.origin ?? SYSTEM,
      });
    }
    insertRecords(this.tx, object, enriched);
    const wanted = good.flatMap(({ outcome: { record }, index }) => {
      const lines = batch.lines.get(record.id);
      return lines === undefined
        ? []
        : [{ owner: record, lines, origin: batch.records[index]?.origin ?? SYSTEM }];
    });
    await replaceLines(this, wanted, { isNew: true, context: this.#context() });
  }

  /** Edits records of one object. What changes nothing is no save. */
  async update(objectKey: string, edits: readonly Edit[], trusted = false): Promise<Outcome[]> {
    const object = this.object(objectKey);
    const stored = await this.#lock(object, edits);
    const context = { ...this.#context(), trusted };
    const lines = new Map<string, readonly LineInput[]>();
    const rightsOf = trusted
      ? () => EVERYTHING
      : await rightsOfOrigins(
          this,
          edits.map(({ origin = SYSTEM }) => origin),
        );
    const drafts = edits.map((edit) => {
      const before = stored.get(edit.id);
      const { id } = edit;
      if (before === undefined || before.deletedAt !== null) return { id, edit, before: null, drafted: null };
      const split = splitLines(objectKey, edit.input);
      if (split.lines !== null) lines.set(id, split.lines);
      const asker = { ...context, rights: rightsOf(edit.origin ?? SYSTEM) };
      return { id, edit, before, drafted: draftSplit(object, { before: before.values, split }, asker) };
    });
    const missing = await draftProblems(this, object, {
      drafts: drafts.map(({ id, edit, drafted }) => ({ id, drafted, ...referringOf(edit, rightsOf) })),
      lines,
      context: this.#context(),
    });
    const refusalOf = await refusalsOf(this, "edit", { wishes: edits, stored, rightsOf });
    const outcomes = drafts.map(({ edit, before, drafted }, index): Outcome => {
      if (before === null || drafted === null) return notFound(objectKey, edit.id);
      const { origin = SYSTEM } = edit;
      const refused = refusalOf(edit, before);
      if (refused !== null) return refused;
      if (edit.expectedVersion !== undefined && edit.expectedVersion !== before.version)
        return conflict(before, edit.expectedVersion);
      if (!drafted.ok) return { ok: false, code: "validation_failed", problems: drafted.problems };
      const absent = missing.get(index);
      if (absent !== undefined) return { ok: false, code: "validation_failed", problems: absent };
      if (drafted.changed.size === 0) return { ok: true, record: before, changed: drafted.changed };
      return {
        ok: true,
        record: this.#next(before, drafted.values, origin),
        changed: drafted.changed,
      };
    });
    await this.#write(object, { outcomes, edits, stored, lines });
    return outcomes;
  }

  #next(before: StoredRecord, values: RecordValues, origin: Origin): StoredRecord {
    return {
      ...before,
      version: before.version + 1,
      values: { ...values, updated_at: this.tx.now.toString(), updated_by: origin.actor },
    };
  }

  async #write(
    object: ObjectType,
    batch: {
      outcomes: Outcome[];
      edits: readonly Edit[];
      stored: ReadonlyMap<string, StoredRecord>;
      lines: ReadonlyMap<string, readonly LineInput[]>;
    },
  ): Promise<void> {
    const touched: StoredRecord[] = [];
    const fields = new Set<string>();
    const good = batch.outcomes.flatMap((outcome, index) => {
      const edit = batch.edits[index];
      return outcome.ok && edit !== undefined && (outcome.changed.size > 0 || batch.lines.has(edit.id))
        ? [{ outcome, edit, index }]
        : [];
    });
    const records = good.map(({ outcome }) => outcome.record);
    const enriched = await enrich(this.tx, { object, records, lines: batch.lines, before: batch.stored });
    for (const [position, { outcome, edit, index }] of good.entries()) {
      const before = batch.stored.get(edit.id);
      const record = enriched[position] ?? outcome.record;
      if (before === undefined) continue;
      const changed = new Set(outcome.changed);
      for (const key of object.fields.keys()) {
        if (record.values[key] !== outcome.record.values[key]) changed.add(key);
      }
      if (changed.size === 0) continue;
      const after =
        record.version > before.version ? record : this.#next(before, record.values, edit.origin ?? SYSTEM);
      batch.outcomes[index] = { ok: true, record: after, changed };
      touched.push(after);
      for (const key of changed) fields.add(key);
      this.#remember({ object, kind: "updated", before, after, changed, origin: edit.origin ?? SYSTEM });
    }
    updateRecords(this.tx, object, [...fields, "updated_at", "updated_by"], touched);
    const wanted = good.flatMap(({ edit, outcome }) => {
      const lines = batch.lines.get(edit.id);
      return lines === undefined ? [] : [{ owner: outcome.record, lines, origin: edit.origin ?? SYSTEM }];
    });
    await replaceLines(this, wanted, { isNew: false, context: this.#context() });
  }

  async setArchived(
    objectKey: string,
    ids: readonly string[],
    { archived, origin }: { archived: boolean; origin: OriginOf },
  ): Promise<Outcome[]> {
    const object = this.object(objectKey);
    const wishes = ids.map((id) => ({ id, origin: originOf(origin, id) }));
    const stored = await this.#lock(object, wishes);
    const refusalOf = await refusalsOf(this, "edit", { wishes, stored });
    const outcomes = wishes.map(({ id, origin: by }): Outcome => {
      const before = stored.get(id);
      if (before === undefined || before.deletedAt !== null) return notFound(objectKey, id);
      const refused = refusalOf({ id, origin: by }, before);
      if (refused !== null) return refused;
      if (before.values["archived"] === archived) return { ok: true, record: before, changed: new Set() };
      const record = this.#next(before, { ...before.values, archived }, by);
      const changed = new Set(["archived"]);
      this.#remember({
        object,
        kind: archived ? "archived" : "unarchived",
        before,
        after: record,
        changed,
        origin: by,
      });
      return { ok: true, record, changed };
    });
    const touched = outcomes.flatMap((outcome) =>
      outcome.ok && outcome.changed.size > 0 ? [outcome.record] : [],
    );
    updateRecords(this.tx, object, ["archived", "updated_at", "updated_by"], touched);
    return outcomes;
  }

  async setDeleted(
    objectKey: string,
    ids: readonly string[],
    { deleted, origin }: { deleted: boolean; origin: OriginOf },
  ): Promise<Outcome[]> {
    const object = this.object(objectKey);
    const wishes = ids.map((id) => ({ id, origin: originOf(origin, id) }));
    const stored = await this.#lock(object, wishes);
    const deletedAt = deleted ? this.tx.now.toString() : null;
    const refusalOf = await refusalsOf(this, "delete", { wishes, stored });
    const outcomes = wishes.map(({ id, origin: by }): Outcome => {
      const before = stored.get(id);
      if (before === undefined || before.mergedInto !== null) return notFound(objectKey, id);
      const refused = refusalOf({ id, origin: by }, before);
      if (refused !== null) return refused;
      if ((before.deletedAt !== null) === deleted)
        return deleted ? notFound(objectKey, id) : { ok: true, record: before, changed: new Set() };
      const record = { ...before, version: before.version + 1, deletedAt };
      const changed = new Set(deleted ? [] : object.fields.keys());
      this.#remember({
        object,
        kind: deleted ? "deleted" : "restored",
        before,
        after: record,
        changed,
        origin: by,
      });
      return { ok: true, record, changed };
    });
    const touched = outcomes.flatMap((outcome) =>
      outcome.ok && outcome.record.version !== stored.get(outcome.record.id)?.version
        ? [outcome.record.id]
        : [],
    );
    if (touched.length > 0) await markDeleted(this.tx, objectKey, touched, deletedAt);
    return outcomes;
  }

  /** The gone record stays as a redirect to the kept one. */
  async markMerged(gone: StoredRecord, kept: string, origin: Origin): Promise<void> {
    const object = this.object(gone.object);
    await markMerged(this.tx, gone.object, gone.id, kept);
    const after = { ...gone, deletedAt: this.tx.now.toString(), mergedInto: kept };
    this.#remember({ object, kind: "merged", before: gone, after, changed: new Set(), origin });
  }

  /** Matches automations against what was saved, until nothing new comes of it, then journals it all. */
  async flush(): Promise<void> {
    if (this.#confirmed !== null) {
      this.tx.push();
      await this.#confirmed;
    }
    while (this.#unheard.length > 0) {
      const saves = this.#unheard;
      this.#unheard = [];
      await this.options.listener(this, saves);
    }
    const saves = this.#unwritten;
    this.#unwritten = [];
    appendChanges(this.tx, saves.map(toChange));
  }

  /** Work that may fail without taking the transaction with it; what it saved is then forgotten. */
  async attempt<Result>(work: () => Promise<Result>): ReturnType<typeof underSavepoint<Result>> {
    const [unheard, unwritten] = [[...this.#unheard], [...this.#unwritten]];
    const attempt = await underSavepoint(this.tx, work);
    if (!attempt.ok) [this.#unheard, this.#unwritten] = [unheard, unwritten];
    return attempt;
  }

  #remember(save: Save): void {
    this.#unheard.push(save);
    this.#unwritten.push(save);
  }

  /** Locked in id order, so that two saves of the same records never wait for each other in a circle. */
  async #lock(
    object: ObjectType,
    edits: readonly { readonly id: string }[],
  ): Promise<Map<string, StoredRecord>> {
    const ids = [...new Set(edits.map((edit) => edit.id))];
    const stored = await readRecords(this.tx, object, ids, "update");
    return new Map(stored.map((record) => [record.id, record]));
  }

  #context() {
    return {
      catalog: this.catalog,
      now: this.tx.now.toString(),
      timeZone: this.catalog.settings.timeZone,
      resolve: this.options.resolve,
      trusted: false,
      rights: EVERYTHING,
    };
  }
}
