import { problemsFromZod } from "@cadencia/contracts/problems";
import { fieldErrors, type FieldError } from "@cadencia/contracts/api";
import type { FastifySchemaCompiler } from "fastify";
import type { FastifySerializerCompiler } from "fastify/types/schema.js";
import * as z from "zod";
import { shapeFault } from "./input-shape.ts";

/** A request whose shape is not what its schema says; every fault is named at once. */
export class InvalidRequest extends Error {
  readonly errors: readonly FieldError[];

  constructor(errors: readonly FieldError[]) {
    super("the request does not have the shape that its schema says");
    this.errors = errors;
  }
}

const ROOTS: Readonly<Record<string, string>> = {
  body: "the body",
  querystring: "the query",
  params: "the path",
  headers: "the headers",
};

/** Judges a part of a request by its zod schema and explains each fault by what was probably meant. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  const root = ROOTS[httpPart ?? ""] ?? "the request";
  return (input: unknown) => {
    const fault = shapeFault(input, root);
    if (fault !== null) return { error: new InvalidRequest([fault]) };
    const result = schema.safeParse(input);
    if (result.success) return { value: result.data };
    return { error: new InvalidRequest(fieldErrors(problemsFromZod(result.error, { schema, input, root }))) };
  };
};

/** Answers are trusted to be what their schema documents; the tests check that they are. */
export const serializerCompiler =
  (checkAnswers: boolean): FastifySerializerCompiler<z.ZodType> =>
  ({ schema, method, url }) =>
  (answer: unknown) => {
    if (checkAnswers) {
      const result = schema.safeParse(answer);
      if (!result.success)
        throw new Error(`${method} ${url} answered what it does not document: ${result.error}`);
    }
    return JSON.stringify(answer);
  };
