export { automationsFromYaml, automationsToYaml, duplicateKeys, parseAutomations } from "./automations.ts";
export { type Locator, type Position } from "./position.ts";
export { printInline, printYaml } from "./print.ts";
export { readYaml, type ReadYaml } from "./read.ts";
