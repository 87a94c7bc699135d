import type { ComponentType } from "react";
import type { EditorProps } from "./editor.ts";
import { JsonEditor } from "./editors/json-editor.tsx";
import { MomentEditor } from "./editors/moment-editor.tsx";
import { NumberEditor } from "./editors/number-editor.tsx";
import { PeopleEditor, PersonEditor } from "./editors/people-editor.tsx";
import { RelationEditor } from "./editors/relation-editor.tsx";
import { MultiSelectEditor, SelectEditor } from "./editors/select-editor.tsx";
import { TagsEditor } from "./editors/tags-editor.tsx";
import { TextEditor } from "./editors/text-editor.tsx";

/** By type. What is not here is shown and not typed: switches act at once. */
export const EDITORS: Readonly<Record<string, ComponentType<EditorProps>>> = {
  text: TextEditor,
  long_text: TextEditor,
  html: TextEditor,
  email: TextEditor,
  phone: TextEditor,
  url: TextEditor,
  duration: TextEditor,
  number: NumberEditor,
  integer: NumberEditor,
  money: NumberEditor,
  percent: NumberEditor,
  date: MomentEditor,
  datetime: MomentEditor,
  select: SelectEditor,
  multi_select: MultiSelectEditor,
  user: PersonEditor,
  users: PeopleEditor,
  relation: RelationEditor,
  tags: TagsEditor,
  json: JsonEditor,
};
