import type { Rights } from "@cadencia/core/rights";
import type { Input } from "./draft.ts";
import type { Origin } from "./save.ts";

export interface NewRecord {
  readonly id?: string;
  readonly input: Input;
  readonly origin?: Origin;
  /** Only for what existed before (scenario records, imports of history). */
  readonly createdAt?: string;
  readonly updatedAt?: string;
  readonly along?: Along;
}

export interface Edit {
  readonly id: string;
  readonly input: Input;
  readonly origin?: Origin;
  readonly expectedVersion?: number;
  readonly along?: Along;
}

/**
 * Ids that the record takes over from one that its actor reads: they tell nothing, so they may lead to what the actor
 * may not read.
 */
type Along = ReadonlySet<string>;

/** `rights`: of whoever wrote the text; a user is not found by what is hidden from them. Left out: all. */
export type Resolver = (object: string, text: string, rights?: Rights) => string | null;
