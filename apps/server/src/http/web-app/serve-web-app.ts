import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { WAITING_PAGE } from "./waiting-page.ts";

/** Beside the server, in a checkout as in the published package. */
export const WEB_FOLDER = resolve(import.meta.dirname, "../../../../web");
const BUILT = join(WEB_FOLDER, "dist/app");

/** What vite names by its content never changes. */
const A_YEAR = 365 * 24 * 3600;

/**
 * The web app's files. Every address that a person may open, and that is not the API's, is answered with its one
 * page, which then finds its way; while the files are still being built, with a page that asks again.
 */
export const serveWebApp = async (app: FastifyInstance): Promise<void> => {
  await app.register(fastifyStatic, {
    root: WEB_FOLDER,
    serve: false,
    cacheControl: false,
    // What the build laid beside each file.
    preCompressed: true,
  });
  app.get("/assets/*", { schema: { hide: true } }, (request, reply) =>
    reply
      .header("cache-control", `public, max-age=${A_YEAR}, immutable`)
      .sendFile(join("assets", pathOf(request)), BUILT),
  );
  app.get("/mark.svg", { schema: { hide: true } }, (_, reply) => reply.sendFile("mark.svg", BUILT));
  app.get("/", { schema: { hide: true } }, (_, reply) => sendPage(reply));
};

/** Answers whether the request was for a page, and was answered. */
export const answerWithPage = (request: FastifyRequest, reply: FastifyReply): boolean => {
  if (request.method !== "GET" || request.url.startsWith("/api/")) return false;
  if (request.headers.accept?.includes("text/html") !== true) return false;
  void sendPage(reply);
  return true;
};

const pathOf = ({ params }: FastifyRequest): string => (params as { "*": string })["*"];

const sendPage = (reply: FastifyReply): FastifyReply => {
  const page = reply.header("cache-control", "no-cache");
  return existsSync(join(BUILT, "index.html"))
    ? page.sendFile("index.html", BUILT)
    : page.type("text/html; charset=utf-8").send(WAITING_PAGE);
};
