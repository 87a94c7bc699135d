/** One thing that the product reports, and that an automation can start from or wait for. */
export interface EventDescription {
  /** Objects whose record it is about; "*" any; empty where `find` says which record is meant. */
  readonly objects: readonly string[];
  /** Payload fields and what each holds, for help, filters (`match`) and merge fields (`payload.…`). */
  readonly payload: Readonly<Record<string, string>>;
  /** When it is reported, in one line. */
  readonly description: string;
}
