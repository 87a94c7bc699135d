import type { EntryOf } from "@cadencia/contracts/scenario";
import type { JsonValue } from "@cadencia/core/model";
import { Refusal } from "../../../platform/errors/index.ts";
import {
  activateAutomation,
  calledRule,
  copyAutomation,
  authorise,
  authoriseActivation,
  deactivateAutomation,
  findAutomation,
  dryRun,
  previewActivation,
  pressAutomation,
  publishAutomation,
  receiveCall,
  removeAutomation,
  stopAutomation,
} from "../../automation/index.ts";
import { translatePayload } from "../inputs.ts";
import type { Stage } from "../run.ts";
import { check } from "../check.ts";
import { comparePreview } from "./previews.ts";
import { named, originOf } from "./records.ts";

export const press = (stage: Stage, entry: EntryOf<"press">): Promise<void> => {
  const record = entry.record === undefined ? null : named(stage, entry.record).id;
  return stage.engine.run((context) =>
    pressAutomation(context, entry.press, { record, origin: originOf(stage, entry.as) }),
  );
};

export const stop = (stage: Stage, entry: EntryOf<"stop">): Promise<void> =>
  stage.engine.run((context) =>
    stopAutomation(context, entry.stop, {
      record: named(stage, entry.record).id,
      actor: originOf(stage, entry.as).actor,
    }),
  );

/** A call of the automation's inbound address, answered 404 where that finds nothing to start. */
export const webhook = async (stage: Stage, entry: EntryOf<"webhook">): Promise<void> => {
  const payload = translatePayload(entry.payload ?? {}, stage.names) as JsonValue;
  const started = await stage.engine.run(async (context) => {
    const automation = await findAutomation(context.unit.tx, entry.webhook);
    const rule = automation === null ? null : await calledRule(context, automation);
    if (rule === null) return false;
    await receiveCall(context, rule, payload);
    return true;
  });
  if (!started)
    throw new Refusal("not_found", `404: there is no active automation "${entry.webhook}" to call`);
};

export const activate = (stage: Stage, entry: EntryOf<"activate">): Promise<readonly string[]> =>
  stage.engine.change(async (context) => {
    const activation = {
      existing: entry.existing ?? false,
      createdAfter: entry.created_after ?? false,
      ...(entry.resume === undefined ? {} : { resume: entry.resume }),
    };
    const { actor } = originOf(stage, entry.as);
    await authoriseActivation(context, entry.activate, { actor, ...activation });
    const wrong =
      entry.preview === undefined
        ? []
        : comparePreview(stage, entry.preview, await previewActivation(context, entry.activate, activation));
    await activateAutomation(context, entry.activate, activation);
    return wrong;
  });

export const deactivate = (stage: Stage, entry: EntryOf<"deactivate">): Promise<void> =>
  stage.engine.change(async (context) => {
    await authorise(context, entry.deactivate, { actor: originOf(stage, entry.as).actor, action: "edit" });
    await deactivateAutomation(context, entry.deactivate);
  });

export const remove = (stage: Stage, entry: EntryOf<"remove">): Promise<void> =>
  stage.engine.change(async (context) => {
    await authorise(context, entry.remove, { actor: originOf(stage, entry.as).actor, action: "delete" });
    await removeAutomation(context, entry.remove);
  });

export const publish = async (stage: Stage, entry: EntryOf<"publish">): Promise<void> => {
  await stage.engine.change((context) =>
    publishAutomation(context, entry.publish, {
      change: entry.change,
      activeRuns: entry.active_runs ?? "finish",
      publisher: originOf(stage, entry.as).actor,
    }),
  );
};

/** What a dry run says, held against what the file expects of it before it is undone. */
export const rehearse = (stage: Stage, entry: EntryOf<"dry_run">): Promise<readonly string[]> =>
  dryRun(
    stage.engine,
    {
      automation: entry.dry_run,
      record: named(stage, entry.record).id,
      ...(entry.as === undefined ? {} : { actor: named(stage, entry.as).id }),
    },
    ({ engine, afterSeq }) =>
      check(
        { ...stage, engine },
        {
          ...(entry.expect === undefined ? {} : { expected: { effects: entry.expect, unordered: false } }),
          log: entry.log ?? [],
          state: {},
          count: {},
          afterSeq,
        },
      ),
  );

export const copy = async (stage: Stage, entry: EntryOf<"copy">): Promise<void> => {
  const { actor } = originOf(stage, entry.as);
  await stage.engine.change((context) =>
    copyAutomation(context, entry.copy, { key: entry.key, publisher: actor }),
  );
};
