import type { TemplateDefinition } from "../automation/index.ts";
import type { SeedTexts } from "./texts/texts.ts";

/** The texts that the automations send. */
export const seedTemplates = ({ templates }: SeedTexts): readonly TemplateDefinition[] => [
  email("offer", templates.offer),
  email("offer-reminder", templates.reminder),
  email("welcome", templates.welcome),
  email("first-month", templates.feedback),
  email("new-task", templates.newTask),
  sms("did-it-arrive", templates.didItArrive),
  sms("delivered", templates.delivered),
];

const email = (key: string, { subject, body }: { subject: string; body: string }): TemplateDefinition => ({
  key,
  kind: "email",
  subject,
  body,
  transactional: false,
  transliterate: false,
});

const sms = (key: string, body: string): TemplateDefinition => ({
  key,
  kind: "sms",
  subject: null,
  body,
  transactional: false,
  transliterate: true,
});
