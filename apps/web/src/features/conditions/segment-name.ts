import { spelt } from "../model/use-labels.ts";

/** A segment has no name but its key: "gold-customers" reads "Gold customers". */
export const segmentName = (key: string): string => spelt(key.replaceAll("-", "_"));
