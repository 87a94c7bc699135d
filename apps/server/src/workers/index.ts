export { startWorkers, type Workers } from "./worker.ts";
