import type { Answered, TestApi } from "./start-api.ts";

export interface Browser {
  /** As a page of the server does: with its cookies and the headers that a browser adds. */
  readonly call: (line: string, body?: unknown, headers?: Record<string, string>) => Promise<Answered>;
  readonly cookies: ReadonlyMap<string, string>;
  /** `Set-Cookie` lines of the last answer. */
  readonly lastCookies: () => readonly string[];
  readonly put: (name: string, value: string) => void;
}

interface Place {
  readonly host?: string;
  readonly origin?: string;
  readonly address?: string;
}

/** A browser with an empty jar; `origin` says whose page it shows. */
export const openBrowser = (
  { app }: Pick<TestApi, "app">,
  { host = "localhost:4600", origin = `http://${host}`, address = "127.0.0.1" }: Place = {},
): Browser => {
  const jar = new Map<string, string>();
  let last: string[] = [];
  return {
    cookies: jar,
    lastCookies: () => last,
    put: (name, value) => void jar.set(name, value),
    call: async (line, body, headers = {}) => {
      const [method, path] = line.split(" ") as ["GET" | "POST" | "PUT" | "PATCH" | "DELETE", string];
      const answer = await app.inject({
        method,
        url: `/api/v1/${path}`,
        remoteAddress: address,
        headers: {
          host,
          cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; "),
          ...(method === "GET" ? {} : { origin }),
          ...headers,
        },
        ...(body === undefined ? {} : { payload: body as object }),
      });
      last = [answer.headers["set-cookie"] ?? []].flat();
      for (const cookie of last) keep(jar, cookie);
      const text = answer.body;
      return {
        status: answer.statusCode,
        body: text === "" ? undefined : JSON.parse(text),
        headers: answer.headers,
      };
    },
  };
};

const keep = (jar: Map<string, string>, line: string): void => {
  const [pair = "", ...attributes] = line.split("; ");
  const [name = "", value = ""] = pair.split("=");
  if (attributes.includes("Max-Age=0")) jar.delete(name);
  else jar.set(name, value);
};
