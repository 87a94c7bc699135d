import type { FieldInfo } from "../../model/queries.ts";

/** What every control of a value is given. */
export interface ValueProps {
  readonly field: FieldInfo;
  /** Object whose records are judged. */
  readonly object: string;
  readonly value: unknown;
  /** Said by a screen reader. */
  readonly label: string;
  readonly error: boolean;
  readonly onChange: (value: unknown) => void;
}
