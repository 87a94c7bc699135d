import { expect, it } from "vitest";
import { freshKey } from "./fresh-key.ts";

it("makes a key of a name in any language, one that nobody bears", () => {
  expect(freshKey("Prospecto repetido después de 6 meses", [])).toBe("prospecto-repetido-despues-de-6-meses");
  expect(freshKey("Ofertă", ["oferta"])).toBe("oferta-2");
  expect(freshKey("!", [])).toBe("automation");
});
