export type { Reason } from "@cadencia/contracts/automation";
