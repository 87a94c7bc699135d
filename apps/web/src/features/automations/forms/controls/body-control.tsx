import { useState } from "react";
import type { ControlProps } from "../control.ts";
import { TextControl } from "./text-control.tsx";

const print = (value: unknown): string | undefined =>
  value === undefined || typeof value === "string" ? value : JSON.stringify(value, null, 2);

const parse = (text: string): unknown => {
  if (!/^\s*[[{]/u.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** The body of a call: JSON where it is some, else a text. */
export const BodyControl = (props: ControlProps) => {
  const { value, onChange } = props;
  const [text, setText] = useState(() => print(value));
  const shown = JSON.stringify(parse(text ?? "")) === JSON.stringify(value ?? "") ? text : print(value);
  return (
    <TextControl
      {...props}
      value={shown}
      onChange={(next) => {
        const written = typeof next === "string" ? next : undefined;
        setText(written);
        onChange(written === undefined ? undefined : parse(written));
      }}
    />
  );
};
