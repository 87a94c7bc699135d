import type { RecordPayload } from "@cadencia/contracts/api";
import { Badge } from "@mantine/core";
import type { FieldInfo } from "../../model/queries.ts";
import { RecordLink } from "../record-link.tsx";
import classes from "./fields.module.css";
import { useValueText } from "./use-value-text.ts";

interface FieldValueProps {
  readonly field: FieldInfo;
  readonly record: Pick<RecordPayload, "id"> & Readonly<Record<string, unknown>>;
  readonly value: unknown;
}

export const FieldValue = ({ field, record, value }: FieldValueProps) => {
  const textOf = useValueText();
  const text = textOf(field, value, record["currency"]);
  if (text === null) return <span className={classes["empty"]}>—</span>;
  switch (field.type) {
    case "relation": {
      const place = placeOf(field, value);
      return place === null ? <span>{text}</span> : <RecordLink place={place} />;
    }
    case "tags":
      return (
        <span className={classes["tags"]}>
          {(value as unknown[]).map((tag) => (
            <Badge key={String(tag)} variant="default" tt="none" fw={500}>
              {String(tag)}
            </Badge>
          ))}
        </span>
      );
    case "url":
      return <a href={/^https?:/iu.test(text) ? text : `https://${text}`}>{text}</a>;
    case "email":
      return <a href={`mailto:${text}`}>{text}</a>;
    case "phone":
      return <a href={`tel:${text}`}>{text}</a>;
    default:
      return <span className={classes["text"]}>{text}</span>;
  }
};

/** A relation to any object bears the object too. */
export const placeOf = (field: FieldInfo, value: unknown): { object: string; id: string } | null => {
  if (typeof value === "string" && field.to !== undefined) return { object: field.to, id: value };
  if (typeof value !== "object" || value === null) return null;
  const { object, id } = value as { object?: unknown; id?: unknown };
  return typeof object === "string" && typeof id === "string" ? { object, id } : null;
};
