import type { OutboxLine } from "@cadencia/contracts/api";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useFormat } from "../session/use-format.ts";
import classes from "./outbox.module.css";
import { StateOfMessage } from "./state-of-message.tsx";

interface OutboxRowProps {
  readonly line: OutboxLine;
  readonly href: string;
  readonly isHere: boolean;
}

export const OutboxRow = ({ line, href, isHere }: OutboxRowProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const words = line.confidential && line.preview === null ? t("outbox.confidentialShort") : line.preview;
  return (
    <li>
      <Link href={href} className={classes["row"]} aria-current={isHere ? "true" : undefined} data-row>
        <span className={classes["line"]}>
          <strong>{line.to}</strong>
          <span className={classes["muted"]}>{format.moment(line.at)}</span>
        </span>
        <span className={classes["line"]}>
          <span className={classes["words"]}>
            {line.subject !== null && line.subject !== "" ? line.subject : words}
          </span>
          <StateOfMessage state={line.state} />
        </span>
      </Link>
    </li>
  );
};
