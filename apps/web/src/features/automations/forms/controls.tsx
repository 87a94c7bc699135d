import type { ComponentType } from "react";
import type { ControlKind } from "./action-inputs.ts";
import type { ControlProps } from "./control.ts";
import { ActivityTypeControl } from "./controls/activity-type-control.tsx";
import { BodyControl } from "./controls/body-control.tsx";
import { ChoiceControl, OnSwitchControl, SwitchControl } from "./controls/choice-control.tsx";
import { DueControl, MomentControl } from "./controls/due-control.tsx";
import { DurationControl } from "./controls/duration-control.tsx";
import { FilterControl } from "./controls/filter-control.tsx";
import { LinesControl } from "./controls/lines-control.tsx";
import { PairsControl } from "./controls/pairs-control.tsx";
import { PersonControl, RecipientsControl, UsersControl } from "./controls/people-controls.tsx";
import {
  AutomationControl,
  ObjectControl,
  PipelineControl,
  StageControl,
} from "./controls/place-controls.tsx";
import { RhythmControl } from "./controls/rhythm-control.tsx";
import { TagsControl } from "./controls/tags-control.tsx";
import { TemplateControl } from "./controls/template-control.tsx";
import { LineControl, PlainControl, TextControl } from "./controls/text-control.tsx";
import { ValuesControl } from "./controls/values-control.tsx";

const NewValuesControl = (props: ControlProps & { readonly target?: string }) => (
  <ValuesControl {...props} onlySet />
);

export const CONTROLS: Readonly<
  Record<ControlKind, ComponentType<ControlProps & { readonly target?: string }>>
> = {
  line: LineControl,
  text: TextControl,
  plain: PlainControl,
  choice: ChoiceControl,
  switch: SwitchControl,
  onSwitch: OnSwitchControl,
  recipients: RecipientsControl,
  person: PersonControl,
  users: UsersControl,
  template: TemplateControl,
  duration: DurationControl,
  due: DueControl,
  moment: MomentControl,
  stage: StageControl,
  pipeline: PipelineControl,
  object: ObjectControl,
  automation: AutomationControl,
  tags: TagsControl,
  filter: FilterControl,
  pairs: PairsControl,
  body: BodyControl,
  rhythm: RhythmControl,
  lines: LinesControl,
  values: ValuesControl,
  newValues: NewValuesControl,
  activityType: ActivityTypeControl,
};
