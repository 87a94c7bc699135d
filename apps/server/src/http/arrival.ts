import type { FastifyInstance } from "fastify";
import type { Timer } from "../platform/clock/index.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Its body may be large, and takes as long to arrive as the server lets any request take. */
    largeBody?: boolean;
  }
}

/** So many milliseconds a body may take: 5 MiB over a line of 1.5 Mbit/s. */
export const ARRIVAL = 30_000;

/** As Node's own bound, in its words. */
const TOO_SLOW = "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n";

/** Who sends byte by byte holds no connection for long; only a route for files waits for more. */
export const boundArrival = (app: FastifyInstance, timer: Timer): void => {
  app.addHook("onRequest", (request, reply, done) => {
    const { raw } = request;
    if (!raw.complete && request.routeOptions.config.largeBody !== true) {
      const stop = timer.after(ARRIVAL, () => raw.socket.end(TOO_SLOW, () => raw.destroy()));
      // It has arrived, was answered before it did, or its sender is gone.
      raw.once("end", stop).once("close", stop);
      reply.raw.once("finish", stop);
    }
    done();
  });
};
