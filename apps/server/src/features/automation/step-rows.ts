import type { ChainLink } from "../records/index.ts";
import type { Frozen } from "./runs.repo.ts";

/** A due step as it is claimed, with what its run knows. */
export interface ClaimedStep {
  readonly id: string;
  readonly run: string;
  readonly automation: string;
  readonly version: number;
  readonly step: string;
  readonly object: string;
  readonly record: string | null;
  readonly payload: unknown;
  /** What its run was started for. */
  readonly occasion: string | null;
  readonly depth: number;
  readonly chain: readonly ChainLink[];
  readonly due: string | null;
  readonly runAt: string;
  readonly frozen: Frozen | null;
  /** Its run was started by a confirmed import, or as one that matched already. */
  readonly confirmed: boolean;
  /** From where the run counts: what starts in parallel counts from there. */
  readonly runBase: string;
  /** What became of the event that it waited for; null while that is open. */
  readonly happened: boolean | null;
  readonly attempt: number;
  readonly reason: string | null;
  /** A person ended its wait: its window is passed over. */
  readonly hurried: boolean;
  /** Whether its run came to its version by being moved. */
  readonly moved: boolean;
}
