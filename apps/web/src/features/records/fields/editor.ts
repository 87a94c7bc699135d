import type { RecordPayload } from "@cadencia/contracts/api";
import type { FieldInfo } from "../../model/queries.ts";

/** What every editor of a field is given. */
export interface EditorProps {
  readonly field: FieldInfo;
  readonly record: RecordPayload;
  readonly label: string;
  readonly value: unknown;
  readonly error: string | null;
  /** Saves; null empties the field. */
  readonly commit: (value: unknown) => void;
  /** Leaves the field as it was. */
  readonly cancel: () => void;
}
