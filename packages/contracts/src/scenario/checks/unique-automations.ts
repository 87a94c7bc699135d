import { duplicateKeys } from "../../yaml/index.ts";
import type { Check } from "./check.ts";

export const uniqueAutomations: Check = ({ automations = [] }) =>
  duplicateKeys(automations.map((input, at) => ({ input, path: ["automations", at] })));
