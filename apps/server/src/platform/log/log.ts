import { destination, pino, stdTimeFunctions, type Logger } from "pino";

export type Log = Logger;

/** Lines of JSON on stderr: stdout belongs to what a command answers. */
export const createLog = (level: "info" | "warn" | "silent" = "warn"): Log =>
  pino({ level, base: null, timestamp: stdTimeFunctions.isoTime }, destination({ fd: 2, sync: true }));
