import { createServer, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Stream } from "./stream.ts";

let server: Server;
let stream: Promise<Stream>;
beforeAll(async () => {
  stream = new Promise((resolve) => {
    server = createServer((_, response) => resolve(new Stream(response)));
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

it("holds back little for a client that does not read, and tells it to read anew once it does", async () => {
  const { port } = server.address() as AddressInfo;
  const client = connect(port, "127.0.0.1");
  client.pause();
  client.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  const open = await stream;
  const before = process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed;
  const ids = Array.from({ length: 50 }, (_, index) => `record-${index}`);
  const events = 200_000;
  for (let seq = 0; seq < events; seq += 1) {
    open.send("records", { ids }, seq);
    if (seq % 1000 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  // All of it would be 140 MB.
  const held = process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed - before;
  expect(held).toBeLessThan(60_000_000);
  let got = "";
  client.on("data", (chunk) => void (got += chunk.toString()));
  client.resume();
  await expect.poll(() => got.includes("event: reload"), { timeout: 10_000 }).toBe(true);
  expect(got.split("event: records").length).toBeLessThan(events / 10);
  const isHeardAgain = (): boolean => {
    open.send("records", { ids: ["after"] }, events);
    return got.includes("after");
  };
  await expect.poll(isHeardAgain, { timeout: 10_000 }).toBe(true);
  client.destroy();
});
