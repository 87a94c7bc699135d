import type { draftCheckSchema } from "@cadencia/contracts/api";
import type * as z from "zod";
import { Refusal } from "../../../platform/errors/index.ts";
import type { AutomationContext } from "../context.ts";
import { acceptAutomation } from "../validate.ts";
import { warningsOf } from "./warnings/index.ts";

type Checked = z.infer<typeof draftCheckSchema>;

/** What would be refused when it is published, and what would not but is hardly meant. */
export const checkDefinition = async (
  context: AutomationContext,
  input: unknown,
  publisher: string,
): Promise<Checked> => {
  try {
    const { definition } = await acceptAutomation(context, input, publisher);
    return { errors: [], warnings: [...(await warningsOf(context, definition))] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === "forbidden")
      return { errors: [{ field: "", code: "forbidden", message: error.message }], warnings: [] };
    if (error.code !== "validation_failed") throw error;
    return { errors: error.problems.map((problem) => ({ ...problem })), warnings: [] };
  }
};
