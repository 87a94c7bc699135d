import { Alert } from "@mantine/core";
import { problemText } from "../lib/api/problem-text.ts";
import { fieldErrors } from "../lib/api/problem.ts";

interface FaultNoteProps {
  /** Null or undefined: there is none. */
  readonly error: unknown;
  /** Fields beside which their faults stand: what concerns them alone is not said twice. */
  readonly shown?: readonly string[];
}

/** What the server said no to, or that it was not reached. */
export const FaultNote = ({ error, shown = [] }: FaultNoteProps) => {
  if (error === null || error === undefined || isShown(error, shown)) return null;
  return (
    <Alert color="red" role="alert">
      {problemText(error)}
    </Alert>
  );
};

const isShown = (error: unknown, shown: readonly string[]): boolean => {
  const fields = Object.keys(fieldErrors(error));
  return fields.length > 0 && fields.every((field) => shown.includes(field));
};
