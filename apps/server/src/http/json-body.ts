import type { FastifyInstance } from "fastify";

/** Only JSON is read. An empty body is no body, whatever its type says: curl and others send the type with every call. */
export const readJsonOnly = (app: FastifyInstance): void => {
  const parse = app.getDefaultJsonParser("error", "error");
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "string" }, (request, body, done) => {
    if (body === "") done(null, undefined);
    else void parse(request, String(body), done);
  });
};
