import { Button } from "@mantine/core";

interface RowButtonProps {
  readonly text: string;
  /** With the name of the row, for who hears it alone. */
  readonly label: string;
  readonly onClick: () => void;
}

/** One act on one row of a list. */
export const RowButton = ({ text, label, onClick }: RowButtonProps) => (
  <Button size="compact-sm" variant="default" aria-label={label} onClick={onClick}>
    {text}
  </Button>
);
