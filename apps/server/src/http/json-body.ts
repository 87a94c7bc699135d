import type { FastifyInstance } from "fastify";

/** Only JSON is read. An empty body is no body, whatever its type says: curl and others send the type with every call. */
export const readJsonOnly = (app: FastifyInstance): void => {
  const parse = app.getDefaultJsonParser("error", "error");
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "string" }, (request, body, done) => {
    const text = String(body);
    if (text === "") return done(null, undefined);
    void parse(request, text, (error, value) =>
      done(
        error === null
          ? null
          : Object.assign(error, { message: `the body is not valid JSON${flawOf(text)}` }),
        value,
      ),
    );
  });
};

/** What stands in the way, and near what: "Unexpected token '}', "{"a": }" is not valid JSON". */
const flawOf = (text: string): string => {
  try {
    JSON.parse(text);
    // JSON, but with a key that would reach into the prototype.
    return " that is taken: it has the key __proto__ or constructor";
  } catch (error) {
    return error instanceof Error ? `: ${error.message}` : "";
  }
};
