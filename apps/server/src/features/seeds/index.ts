/** The automations that a fresh workspace has, switched off, and the templates that they send. */
export { administrator, clearUntouchedSeeds, plantSeeds, writeSeeds, type Planted } from "./plant.ts";
export { OFFERED } from "./seeds.ts";
export { SEED_FOLDERS, type Named } from "./texts/texts.ts";
