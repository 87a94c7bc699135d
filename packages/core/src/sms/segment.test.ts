import { describe, expect, test } from "vitest";
import { septetsOf } from "./gsm7.ts";
import { segmentSms } from "./index.ts";

/** Texts of ../shared by path; none where that folder is absent. */
const shared = import.meta.glob<string>(
  ["../../../../../shared/data/sms/*", "../../../../../shared/scenarios/minicrm/S32a-sms-gsm7-segments.yaml"],
  { query: "?raw", import: "default", eager: true },
);
const read = (name: string): string | undefined =>
  Object.entries(shared).find(([path]) => path.endsWith(name))?.[1];

const charset = read("GSM0338.TXT");
const twilio = read("twilio-segments.json");
const scenario = read("S32a-sms-gsm7-segments.yaml");

describe("segments", () => {
  test.each([
    ["", "GSM-7", 0, 0],
    ["a".repeat(160), "GSM-7", 1, 160],
    ["a".repeat(161), "GSM-7", 2, 161],
    ["a".repeat(306), "GSM-7", 2, 306],
    ["a".repeat(307), "GSM-7", 3, 307],
    [`${"a".repeat(158)}€`, "GSM-7", 1, 160],
    [`${"a".repeat(159)}€`, "GSM-7", 2, 161],
    ["[".repeat(81), "GSM-7", 2, 162],
    ["[".repeat(153), "GSM-7", 3, 306], // 76 pairs a part: the odd septet stays empty
    [`${"a".repeat(152)}€${"a".repeat(152)}`, "GSM-7", 3, 306],
    ["ș".repeat(70), "UCS-2", 1, 70],
    ["ș".repeat(71), "UCS-2", 2, 71],
    ["ș".repeat(134), "UCS-2", 2, 134],
    ["ș".repeat(135), "UCS-2", 3, 135],
    ["😀".repeat(35), "UCS-2", 1, 70],
    ["😀".repeat(67), "UCS-2", 3, 134], // 33 pairs a part
  ])("%#: %s", (text, encoding, segments, units) => {
    expect(segmentSms(text)).toEqual({ text, encoding, segments, units });
  });

  test("the text is composed first", () => {
    const found = segmentSms("man\u0303ana");
    expect(found).toEqual({ text: "mañana", encoding: "GSM-7", segments: 1, units: 6 });
  });

  test("half a surrogate pair becomes the replacement character", () => {
    expect(segmentSms("a\uD83D").text).toBe("a\uFFFD");
  });
});

describe("transliteration", () => {
  test.each([
    ["¿Mañana? El niño, ¡qué pingüino! 25 €", "¿Mañana? El niño, ¡qué pingüino! 25 €"],
    ["Șțăâîşţ ȘȚĂÂÎ", "Staaist STAAI"],
    ["áíóú ÁÍÓÚ ç Ç", "aiou AIOU c Ç"],
    ["„Bună” “bun” ‘b’ «n» – — …", '"Buna" "bun" \'b\' "n" - - ...'],
    ["1\u00A0000\u202F€\u200B ½ ² № ™ ﬁ", "1 000 € 1/2 2 No TM fi"],
    ["Łódź, Œuvre, žluťoučký kůň", "Lodz, OEuvre, zlutoucky kun"],
    ["x\u030Cy", "xy"],
  ])("%s", (text, expected) => {
    expect(segmentSms(text, { transliterate: true })).toMatchObject({ text: expected, encoding: "GSM-7" });
  });

  test("what has no plain form stays", () => {
    const found = segmentSms("Bună 🏳️‍🌈 привет", { transliterate: true });
    expect(found).toMatchObject({ text: "Buna 🏳️‍🌈 привет", encoding: "UCS-2" });
  });

  test("nothing is folded unasked", () => {
    expect(segmentSms("Bună").encoding).toBe("UCS-2");
  });
});

test.skipIf(!charset)("the alphabet is that of GSM0338.TXT", () => {
  const rows = [...charset!.matchAll(/^0x([0-9A-F]{2,4})\t0x([0-9A-F]{4})/gm)].map(([, code, unicode]) => ({
    septets: code!.length / 2,
    character: String.fromCodePoint(Number.parseInt(unicode!, 16)),
  }));
  // 0x1B alone is the escape, which the table shows as a no-break space; 0x09 is Ç by TS 23.038, ç by the table.
  const found = rows.filter(({ character }) => character !== "\u00A0" && character !== "ç");
  expect(found).toHaveLength(136);
  expect(found.map(({ character }) => [character, septetsOf(character)])).toEqual(
    found.map(({ character, septets }) => [character, septets]),
  );
});

interface TwilioCase {
  readonly testDescription: string;
  readonly body: string;
  readonly encoding?: string;
  readonly segments: number;
}

// Twilio counts a text as it stands; ours is composed first.
const twilioCases = (JSON.parse(twilio ?? "[]") as TwilioCase[]).filter(
  ({ body }) => body === body.normalize("NFC"),
);

test.skipIf(!twilio)(`Twilio's ${twilioCases.length} cases`, () => {
  expect(twilioCases.length).toBeGreaterThan(40);
  for (const { testDescription, body, encoding, segments } of twilioCases) {
    const found = segmentSms(body);
    expect([testDescription, found.segments]).toEqual([testDescription, segments]);
    expect([testDescription, found.encoding]).toEqual([testDescription, encoding ?? found.encoding]);
  }
});

test.skipIf(!scenario)("scenario S32a", () => {
  const texts = new Map(
    [...scenario!.matchAll(/^ {2}(\w+): \{object: deal.*?sms_text: (".*")\}$/gm)].map(([, name, text]) => [
      name,
      JSON.parse(text!) as string,
    ]),
  );
  const expected = [...scenario!.matchAll(/segments: (\d), encoding: (GSM-7|UCS-2).*record: (\w+)\}/g)];
  expect(expected.length).toBe(texts.size);
  for (const [, segments, encoding, name] of expected) {
    const found = segmentSms(texts.get(name)!);
    expect([name, found.segments, found.encoding]).toEqual([name, Number(segments), encoding]);
  }
});
