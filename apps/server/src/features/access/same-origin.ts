import type { FastifyRequest } from "fastify";
import { Refusal } from "../../platform/errors/index.ts";

const SAFE: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses what a page of another site makes a browser send. `strict`: a cookie speaks for the person, so something
 * must say that the page is ours; else only what says that it is not is refused, for programs say nothing.
 */
export const refuseCrossSite = (request: FastifyRequest, { strict }: { readonly strict: boolean }): void => {
  if (SAFE.has(request.method)) return;
  const site = siteOf(request);
  if (site === "same" || (site === "unknown" && !strict)) return;
  const message =
    site === "other"
      ? "this request comes from a page of another site"
      : "send the header Origin with the address of this server, or use an API key";
  throw new Refusal("forbidden", `forbidden: ${message}`);
};

type Site = "same" | "other" | "unknown";

/**
 * Browsers add `Sec-Fetch-Site` over https and on the machine itself, and `Origin` to every request that may change
 * something; no page can set either. The host that a proxy forwards is believed: a page could add that header only
 * after asking this server, which never allows it.
 */
const siteOf = ({ headers }: FastifyRequest): Site => {
  const fetched = headers["sec-fetch-site"];
  if (fetched !== undefined) return fetched === "same-origin" ? "same" : "other";
  const { origin } = headers;
  if (origin === undefined) return "unknown";
  const hosts = [headers.host, headers["x-forwarded-host"]];
  return hosts.includes(URL.parse(origin)?.host || "none") ? "same" : "other";
};
