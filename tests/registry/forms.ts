import { VERBS } from "../../packages/contracts/src/scenario/verbs/index.ts";
import { changeSchema } from "../../packages/contracts/src/automation/definition.ts";
import { Vocabulary } from "../../packages/contracts/src/scenario/testing/vocabulary.ts";

/** An automation as it is written, but for its key. */
export const AUTOMATION = new Vocabulary({ prefix: "automation", schema: changeSchema });

/** Every entry bears these, and what is expected or filtered by is counted where it stands for itself. */
const ELSEWHERE = ["at", "as", "expect_error", "change", "filter", "where", "preview", "log", "expect"];

/** What an entry of the timeline may hold beside its verb, under "option of activate". */
export const OPTIONS_OF_VERBS: readonly Vocabulary[] = Object.entries(VERBS).map(
  ([verb, schema]) => new Vocabulary({ prefix: `option of ${verb}`, schema, skip: ELSEWHERE }),
);

export const optionsOf = (verb: string): Vocabulary | undefined =>
  OPTIONS_OF_VERBS[Object.keys(VERBS).indexOf(verb)];
