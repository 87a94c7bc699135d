import { spelt } from "../../../model/use-labels.ts";
import { weave } from "../parts.ts";
import { aPerson } from "../phrase/person.ts";
import type { Speech } from "../speech.ts";
import { short, type ActionClause, type Doing } from "./clause.ts";
import { quoted } from "../phrase/quoted.ts";

/** A template by its name, else the words themselves. */
export const content = ({ with: given }: Doing, speech: Speech): string => {
  const { template } = given;
  if (typeof template === "string") return quoted(spelt(template.replaceAll("-", "_")), speech);
  if (typeof template === "object" && template !== null)
    return speech.format.list(
      Object.values(template).map((key) => quoted(String(key), speech)),
      "disjunction",
    );
  const own = given["subject"] ?? given["text"] ?? given["html"] ?? given["survey"];
  return own === undefined ? speech.say("action.content") : quoted(short(own), speech);
};

const sending =
  (key: string): ActionClause =>
  (doing, speech) =>
    weave(speech.say(`action.${key}`), {
      what: content(doing, speech),
      to: aPerson(doing.with["to"] ?? "customer", "to", speech),
    });

/** "send Offer by e-mail to the customer". */
export const sendEmail = sending("send_email");
export const sendSms = sending("send_sms");
export const sendMessage = sending("send_message");
export const callOut = sending("call");
export const sendSurvey = sending("send_survey");
export const notify = sending("notify");
