import { describe, expect, it } from "vitest";
import { fieldErrors, problemDetails, problemDetailsSchema } from "./index.ts";

describe("the body of an error", () => {
  it("bears the status and title of its code, and each field that was refused", () => {
    const errors = fieldErrors([{ code: "missing_key", path: ["steps", 0, "with"], message: "missing" }]);
    const body = problemDetails("invalid", { errors });
    expect(body).toEqual({
      type: "urn:cadencia:error:invalid",
      title: "Some values are not valid",
      status: 422,
      code: "invalid",
      errors: [{ field: "steps[0].with", code: "missing_key", message: "missing" }],
    });
    expect(problemDetailsSchema.safeParse(body).success).toBe(true);
  });
});
