import classes from "./yaml.module.css";

interface NumberedTextProps {
  readonly label: string;
  readonly text: string;
  /** Lines with something wrong, from 1. */
  readonly faults: ReadonlySet<number>;
  /** Null: it is only read. */
  readonly onChange: ((text: string) => void) | null;
}

/** A plain text with its lines numbered; as high as it is long, so that both scroll as one. */
export const NumberedText = ({ label, text, faults, onChange }: NumberedTextProps) => {
  const lines = text.split("\n");
  return (
    <div className={classes["numbered"]}>
      <div className={classes["numbers"]} aria-hidden>
        {lines.map((_, at) => (
          <span key={at} data-fault={faults.has(at + 1)}>
            {at + 1}
          </span>
        ))}
      </div>
      <textarea
        className={classes["text"]}
        aria-label={label}
        aria-invalid={faults.size > 0}
        spellCheck={false}
        wrap="off"
        rows={lines.length + 1}
        value={text}
        readOnly={onChange === null}
        onChange={(event) => onChange?.(event.currentTarget.value)}
      />
    </div>
  );
};
