import { StepFailure, type Action } from "../action.ts";
import { createEach } from "../create-each.ts";
import { recordOfStep } from "../outcomes.ts";

/** A note stands on the record's timeline and raises no message event. */
export const postNoteAction: Action<"post_note"> = {
  name: "post_note",
  execute: async (batch) => {
    const {
      services,
      step: { parameters },
    } = batch;
    const { outcomes } = await createEach(batch, "note", (step) => {
      const record = recordOfStep(step);
      const text = services.render(parameters.text, step);
      if (text.trim() === "") throw new StepFailure("missing_value", "the note is empty");
      return { input: { text, record: { object: record.object, id: record.id }, author: null } };
    });
    return outcomes;
  },
};
