import { expect, it } from "vitest";
import { compileDateFormat } from "./date-format.ts";

const read = (pattern: string, text: string): string => {
  const format = compileDateFormat(pattern);
  if ("problem" in format) return format.problem;
  const result = format.read(text);
  return result.ok ? result.value : result.reason;
};

it.each([
  ["M/d/yyyy", "3/1/2017", "2017-03-01"],
  ["M/d/yyyy", "12/31/2017", "2017-12-31"],
  ["M/d/yyyy", "03/01/2017", "2017-03-01"],
  ["dd.MM.yyyy", "29.02.2024", "2024-02-29"],
  ["d-M-yy", "1-2-68", "2068-02-01"],
  ["d-M-yy", "1-2-69", "1969-02-01"],
  ["yyyyMMdd", "20170301", "2017-03-01"],
  ["d MMM yyyy", "5 ene. 2017", "2017-01-05"],
  ["d MMM yyyy", "5 Sep 2017", "2017-09-05"],
  ["d 'de' MMMM 'de' yyyy", "5 de marzo de 2017", "2017-03-05"],
  ["d MMMM yyyy", "7 iulie 2017", "2017-07-07"],
  ["dd/MM/yyyy HH:mm", "01/03/2017 09:05", "2017-03-01T09:05:00"],
  ["yyyy-MM-dd HH:mm:ss", "2017-03-01  23:59:58", "2017-03-01T23:59:58"],
  ["M/d/yyyy h:mm a", "3/1/2017 12:05 AM", "2017-03-01T00:05:00"],
  ["M/d/yyyy h:mm a", "3/1/2017 2:05 p.m.", "2017-03-01T14:05:00"],
])("%s reads %s", (pattern, text, value) => {
  expect(read(pattern, text)).toBe(value);
});

it.each([
  ["M/d/yyyy", "2/30/2017", '"2/30/2017" is no day of the calendar'],
  ["M/d/yyyy", "13/1/2017", '"13/1/2017" is no day of the calendar'],
  ["M/d/yyyy", "3/1/17", 'must be a date written as M/d/yyyy, not "3/1/17"'],
  ["M/d/yyyy", "3-1-2017", 'must be a date written as M/d/yyyy, not "3-1-2017"'],
  ["dd.MM.yyyy", "1.3.2017", 'must be a date written as dd.MM.yyyy, not "1.3.2017"'],
  ["d MMM yyyy", "5 foo 2017", '"foo" is the name of no month'],
  ["d/M/yyyy H:mm", "1/3/2017 24:00", '"1/3/2017 24:00" is no day of the calendar with a time'],
  ["d/M/yyyy h:mm a", "1/3/2017 13:00 pm", '"1/3/2017 13:00 pm" is no time of a day'],
])("%s does not read %s", (pattern, text, reason) => {
  expect(read(pattern, text)).toBe(reason);
});

it.each([
  ["M/x/yyyy", '"x" is no part of a date format; use yyyy'],
  ["yyyy-MM-ddTHH:mm", '"T" is no part of a date format; use yyyy'],
  ["M/d", 'the format "M/d" lacks the year; write it like "M/d/yyyy"'],
  ["d/d/yyyy", 'the format "d/d/yyyy" names the day twice'],
])("%s is no format", (pattern, problem) => {
  expect(read(pattern, "")).toContain(problem);
});
