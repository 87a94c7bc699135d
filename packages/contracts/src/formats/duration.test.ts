import { expect, test } from "vitest";
import { duration, offset } from "./duration.ts";

test("a wait that could not be counted is refused, since nothing would take it for nothing", () => {
  expect(duration.safeParse("100y").success).toBe(true);
  expect(duration.safeParse("300y").success).toBe(false);
  expect(offset.safeParse("-24000000h").success).toBe(false);
});
