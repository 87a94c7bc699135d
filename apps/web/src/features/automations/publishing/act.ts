/** What one does with an automation as a whole; each shows what will happen before it does. */
export type Act = "publish" | "activate" | "pause" | "discard" | "delete" | "copy" | "history";
