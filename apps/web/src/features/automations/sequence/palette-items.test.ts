import { expect, it } from "vitest";
import { idsOf } from "../draft/steps.ts";
import { newStep } from "./palette-items.ts";

it("makes steps whose ids nobody bears", () => {
  const first = newStep("send_email", []);
  expect(idsOf([first, newStep("send_email", [first])])).toEqual(["send_email", "send_email-2"]);
});
