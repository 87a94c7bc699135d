import type { Speech } from "../speech.ts";

/** The label of `pipeline/stage`. */
export const aStage = (key: string, { pipelines, labels }: Speech): string => {
  const stage = pipelines.get(key.split("/")[0] ?? "")?.stages.find((one) => one.key === key);
  return stage === undefined ? key : labels.stage(stage);
};
