import * as z from "zod";
import { moment, name } from "../../formats/index.ts";

/** What every entry of the timeline may bear beside its verb. */
export const entry = <Shape extends z.core.$ZodShape>(shape: Shape) =>
  z.strictObject({
    at: moment,
    /** Who does it; the system unless said. */
    as: z.exactOptional(name),
    /** The call is refused, and the message contains this text. */
    expect_error: z.exactOptional(z.string().min(1)),
    ...shape,
  });
