import { ANY_OBJECT, type Field, fold, type Stage } from "../../model/index.ts";
import type { Choice } from "../operand.ts";
import { targetOf } from "./parse-path.ts";
import { type Read, readText } from "./read.ts";
import { type Scope, shown, unknown } from "./scope.ts";

/** A field whose choices are read, with the object that has it. */
export interface ChoiceField {
  readonly field: Field;
  readonly object: string;
}

/** Reads an option, a stage, a pipeline, a tag, or the name of a user or record. */
export function readChoice(value: unknown, of: ChoiceField, scope: Scope): Read<Choice> {
  const text = readText(value);
  if ("refusal" in text) return text;
  const written = text.value.trim();

  switch (of.field.type) {
    case "stage":
      return readStage(written, of, scope);
    case "pipeline":
      return readOption(written, { what: `${of.object} has no pipeline`, options: pipelinesOf(of, scope) });
    case "tags":
      return choice(text.value, [fold(text.value)]);
    case "select":
    case "multi_select": {
      const options = of.field.options ?? [];
      // A select whose options nobody listed takes what it is given.
      if (options.length === 0) return choice(written, [written]);
      return readOption(written, { what: `${of.field.key} has no option`, options });
    }
    default:
      return readRecord(written, of, scope);
  }
}

const choice = (written: string, keys: readonly string[]): Read<Choice> => ({
  value: Object.freeze({ written, keys: Object.freeze([...keys]) }),
});

const pipelinesOf = ({ object }: ChoiceField, scope: Scope): string[] =>
  [...scope.context.model.pipelines.values()]
    .filter((pipeline) => pipeline.object === object)
    .map((pipeline) => pipeline.key);

function readOption(written: string, of: { what: string; options: readonly string[] }): Read<Choice> {
  const found =
    of.options.find((option) => option === written) ??
    of.options.find((option) => fold(option) === fold(written));
  if (found !== undefined) return choice(found, [found]);
  return {
    refusal: unknown("unknown_option", `${of.what} ${shown(written)}`, { written, choices: of.options }),
  };
}

/** `sales/won` is one stage; plain `won` is every stage of that name in the object's pipelines. */
function readStage(written: string, { object }: ChoiceField, scope: Scope): Read<Choice> {
  const stages = [...scope.context.model.pipelines.values()]
    .filter((pipeline) => pipeline.object === object)
    .flatMap((pipeline) => pipeline.stages);
  const byKey = stages.find((stage) => fold(stage.key) === fold(written));
  if (byKey) return choice(byKey.key, [byKey.key]);

  const named = stages.filter((stage) => fold(stage.name) === fold(written));
  const [first] = named;
  if (first)
    return choice(
      first.name,
      named.map((stage) => stage.key),
    );
  return {
    refusal: unknown("unknown_stage", `${object} has no stage ${shown(written)}`, {
      written,
      choices: stages.map((stage: Stage) => (written.includes("/") ? stage.key : stage.name)),
    }),
  };
}

function readRecord(written: string, { field }: ChoiceField, scope: Scope): Read<Choice> {
  const target = targetOf(field) ?? ANY_OBJECT;
  const id = scope.context.resolve(target, written);
  if (id !== null) return choice(id, [id]);
  const what = target === ANY_OBJECT ? "record" : target;
  return { refusal: { code: "unknown_record", message: `there is no ${what} ${shown(written)}` } };
}
