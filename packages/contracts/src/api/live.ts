/** One event `records` of the live updates: what happened to records of an object. */
export interface LiveRecords {
  readonly object: string;
  /** `gone`: it passed to somebody whose records the listener may not read. */
  readonly kind:
    | "created"
    | "updated"
    | "archived"
    | "unarchived"
    | "deleted"
    | "restored"
    | "merged"
    | "file_added"
    | "file_removed"
    | "gone";
  readonly ids: readonly string[];
  /** The last of these changes in the journal. */
  readonly seq: number;
}
