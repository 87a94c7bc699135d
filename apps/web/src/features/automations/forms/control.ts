/** What every control of a form is given. */
export interface ControlProps {
  readonly label: string;
  readonly value: unknown;
  /** Undefined: nothing is said, and what goes without saying holds. */
  readonly onChange: (value: unknown) => void;
  /** What the server has against it, in the reader's language. */
  readonly error: string | null;
  /** The object whose records the automation works on. */
  readonly object: string;
  readonly required?: boolean | undefined;
  /** Of a choice: its values, and under which key their names are found. */
  readonly options?: readonly string[] | undefined;
  readonly name: string;
  readonly description?: string | undefined;
}

export const asText = (value: unknown): string =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : "";

export const orNothing = (text: string): string | undefined => (text === "" ? undefined : text);
