import type { Input } from "./draft.ts";
import type { Origin } from "./save.ts";

export interface NewRecord {
  readonly id?: string;
  readonly input: Input;
  readonly origin?: Origin;
  /** Only for what existed before (scenario records, imports of history). */
  readonly createdAt?: string;
  readonly updatedAt?: string;
}

export interface Edit {
  readonly id: string;
  readonly input: Input;
  readonly origin?: Origin;
  readonly expectedVersion?: number;
}

export type Resolver = (object: string, text: string) => string | null;
