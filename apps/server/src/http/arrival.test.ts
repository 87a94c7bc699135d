import { connect } from "node:net";
import type { AddressInfo } from "node:net";
import fastify, { type FastifyInstance } from "fastify";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ARRIVAL, boundArrival } from "./arrival.ts";

let due: { readonly milliseconds: number; readonly work: () => void; stopped: boolean }[];
let app: FastifyInstance;

beforeEach(async () => {
  due = [];
  app = fastify();
  boundArrival(app, {
    after: (milliseconds, work) => {
      const one = { milliseconds, work, stopped: false };
      due.push(one);
      return () => void (one.stopped = true);
    },
  });
  app.post("/records", ({ body }) => ({ body }));
  app.post("/files", { config: { largeBody: true } }, ({ body }) => ({ body }));
  app.post("/locked", { onRequest: async (_, reply) => reply.code(401).send() }, () => ({}));
  await app.listen({ port: 0, host: "127.0.0.1" });
});
afterEach(() => app.close());

/** Sends a request whose body stops half way; what was heard when the connection ended. */
const sendHalf = (path: string) => {
  const socket = connect((app.server.address() as AddressInfo).port, "127.0.0.1");
  const heard: string[] = [];
  socket.on("data", (chunk: Buffer) => heard.push(chunk.toString()));
  socket.on("error", () => undefined);
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 14\r\n\r\n{"half":`,
  );
  return {
    finish: () => socket.write(" true}"),
    heard: () => heard.join(""),
    ended: new Promise<string>((resolve) => socket.on("close", () => resolve(heard.join("")))),
    close: () => socket.destroy(),
  };
};

it("a body that stops half way ends with 408 when its time is over", async () => {
  const sent = sendHalf("/records");
  await expect.poll(() => due.length).toBe(1);
  expect(due[0]?.milliseconds).toBe(ARRIVAL);
  due[0]?.work();
  expect(await sent.ended).toMatch(/^HTTP\/1\.1 408 /u);
});

it("a body that arrived is answered, and nothing is waited for any more", async () => {
  const sent = sendHalf("/records");
  await expect.poll(() => due.length).toBe(1);
  sent.finish();
  await expect.poll(sent.heard).toMatch(/^HTTP\/1\.1 200 /u);
  await expect.poll(() => due[0]?.stopped).toBe(true);
  sent.close();
});

it("what is answered before its body arrived is not waited for either", async () => {
  const sent = sendHalf("/locked");
  await expect.poll(sent.heard).toMatch(/^HTTP\/1\.1 401 /u);
  await expect.poll(() => due.every(({ stopped }) => stopped)).toBe(true);
  sent.close();
});

it("a file has as long as the server lets any request take", async () => {
  const sent = sendHalf("/files");
  sent.finish();
  await expect.poll(sent.heard).toMatch(/^HTTP\/1\.1 200 /u);
  expect(due).toEqual([]);
  sent.close();
});
