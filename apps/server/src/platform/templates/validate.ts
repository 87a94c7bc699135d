import { type Template, TypeGuards, type Value } from "liquidjs";
import { FILTER_NAMES } from "./engine.ts";
import { type Position, TemplateError, type TemplateErrorCode } from "./error.ts";
import { argumentsAllowed } from "./filters/index.ts";
import { filtersOf, nodesOf, valuesOf } from "./nodes.ts";
import { positionOf } from "./tokens.ts";

/** Something that liquidjs lets pass and that would render wrongly without a word. */
export interface Flaw {
  readonly code: Extract<TemplateErrorCode, "unknown_filter" | "filter_arguments" | "syntax">;
  /** The filter's name, or the text that cannot be read. */
  readonly name: string;
  readonly position: Position;
}

/** Throws for the first flaw. */
export const refuseFlaws = (nodes: readonly Template[]): void => {
  for (const { code, name, position } of flawsIn(nodes)) {
    throw new TemplateError(code, MESSAGES[code](name), {
      position,
      ...(code === "syntax" ? {} : { subject: name }),
    });
  }
};

const MESSAGES: Readonly<Record<Flaw["code"], (name: string) => string>> = {
  unknown_filter: (name) => `There is no filter "${name}"`,
  filter_arguments: (name) => `The filter "${name}" does not take this number of arguments`,
  syntax: (name) => `"${name}" is more than one value`,
};

export function* flawsIn(nodes: readonly Template[]): Generator<Flaw> {
  for (const node of nodesOf(nodes)) {
    for (const value of valuesOf(node)) yield* flawsOf(value);
  }
}

function* flawsOf(value: Value): Generator<Flaw> {
  const surplus = surplusOperand(value);
  if (surplus !== null) yield { code: "syntax", name: surplus.getText(), position: positionOf(surplus) };
  for (const { name, token, args, named } of filtersOf(value)) {
    const position = positionOf(token);
    if (!FILTER_NAMES.includes(name)) {
      yield { code: "unknown_filter", name, position };
      continue;
    }
    const [least, most] = argumentsAllowed(name);
    const given = args.length - named;
    if (given < least || given > most) yield { code: "filter_arguments", name, position };
  }
}

/** `{{ deal title }}` or `{% if a endswith b %}`: liquidjs takes the first value and forgets the rest. */
const surplusOperand = (value: Value): Value["initial"]["postfix"][number] | null => {
  const { postfix } = value.initial;
  let operands = 0;
  for (const token of postfix) {
    if (!TypeGuards.isOperatorToken(token)) operands += 1;
    else if (token.operator !== "not") operands -= 1;
  }
  return operands === 1 ? null : (postfix.at(-1) ?? null);
};
