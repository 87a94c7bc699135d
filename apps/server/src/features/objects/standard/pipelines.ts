import type { Pipeline, Stage, StageKind } from "@cadencia/core/model";

const KINDS: Readonly<Record<string, StageKind>> = { "!": "won", "~": "lost" };

/** Stages as objects.md writes them: "!" behind a won one, "~" behind a lost one. */
export const pipelineOf = (key: string, object: string, stages: readonly string[]): Pipeline => ({
  key,
  object,
  owner: null,
  stages: stages.map((written, position): Stage => {
    const name = written.replace(/[!~]$/, "");
    const kind = KINDS[written.slice(-1)] ?? "open";
    return { key: `${key}/${name}`, pipeline: key, name, kind, position };
  }),
});

/** What a fresh workspace has (objects.md). */
export const FRESH_PIPELINES: readonly Pipeline[] = [
  pipelineOf("leads", "lead", ["new", "contacted", "qualified", "converted!", "junk~"]),
  pipelineOf("sales", "deal", ["new", "qualified", "proposal", "negotiation", "won!", "lost~"]),
  pipelineOf("subscriptions", "subscription", ["draft", "in_progress", "to_renew", "closed~"]),
];
