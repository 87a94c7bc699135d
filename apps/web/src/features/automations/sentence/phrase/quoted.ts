import type { Speech } from "../speech.ts";

/** Words of the workspace, between the quotation marks of the reader's language. */
export const quoted = (text: string, { say }: Speech): string => say("quoted", { text });
