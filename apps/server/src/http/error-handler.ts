import { PROBLEM_MEDIA_TYPE, type ProblemDetails } from "@cadencia/contracts/api";
import type { FastifyReply, FastifyRequest } from "fastify";
import { Refusal, TooOften } from "../platform/errors/index.ts";
import { problemFor } from "./problems.ts";

export const answerError = (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
  const { problem, unexpected } = problemFor(error);
  const context = { err: error, method: request.method, url: request.url };
  if (unexpected) request.log[problem.status === 500 ? "error" : "warn"](context, problem.title);
  if (error instanceof TooOften) void reply.header("Retry-After", String(error.retryAfter));
  sendProblem(reply, problem);
};

export const answerNotFound = (request: FastifyRequest, reply: FastifyReply): void => {
  answerError(
    new Refusal("not_found", `there is no ${request.method} ${request.url.split("?")[0]}`),
    request,
    reply,
  );
};

const sendProblem = (reply: FastifyReply, problem: ProblemDetails): void => {
  if (problem.status === 401) void reply.header("WWW-Authenticate", 'Bearer realm="cadencia"');
  if (problem.status === 503) void reply.header("Retry-After", "1");
  if (problem.version !== undefined) void reply.header("ETag", `"${problem.version}"`);
  // Not through a route's schema: an error looks the same wherever it comes from.
  void reply
    .code(problem.status)
    .header("Content-Type", PROBLEM_MEDIA_TYPE)
    .serializer(JSON.stringify)
    .send(problem);
};
