import type { AutomationInput } from "@cadencia/contracts/automation";
import type { SeedTexts } from "./texts/texts.ts";

/** The first one that a newcomer is offered to switch on. */
export const OFFERED = "call-after-offer";

/**
 * The automations that the manuals of the four systems tell of (Bitrix24: Ventas recurrentes; MiniCRM: Secvențe de
 * follow-up; Odoo: Alertas automáticas; OpenERP: Acciones automatizadas), ready to be switched on. None of them is.
 */
export const seedAutomations = (texts: SeedTexts): readonly AutomationInput[] => [
  ...offers(texts),
  ...recurringSales(texts),
  ...subscriptions(texts),
  ...notices(texts),
];

const offers = ({ automations, written, folders: { sequences: folder } }: SeedTexts): AutomationInput[] => [
  {
    key: OFFERED,
    ...automations.offerCall,
    object: "deal",
    folder,
    trigger: { enters: { stage: "sales/proposal" } },
    steps: [
      {
        id: "call",
        wait: { for: "3d" },
        do: "plan_activity",
        with: { type: "call", summary: written.callAboutOffer, due: "1bd", owner: "owner" },
      },
    ],
  },
  {
    key: "offer-follow-up",
    ...automations.followUp,
    object: "deal",
    folder,
    trigger: { enters: { stage: "sales/proposal" } },
    when: ["amount", "gt", 1000],
    steps: [
      { id: "offer", do: "send_email", with: { to: "customer", template: "offer", from: "owner" } },
      {
        id: "text",
        wait: { for: "1d" },
        window: { days: "workday", from: "09:00" },
        do: "send_sms",
        with: { to: "customer", template: "did-it-arrive" },
      },
      {
        id: "reminder",
        wait: { for: "2d" },
        window: { days: "workday", from: "09:00" },
        do: "send_email",
        with: { to: "customer", template: "offer-reminder", from: "owner" },
      },
      {
        id: "task",
        wait: { for: "4d" },
        do: "create_task",
        with: { title: written.callBack, type: "call", due: "1bd" },
      },
    ],
  },
  {
    key: "discuss-terms",
    ...automations.negotiationCall,
    object: "deal",
    folder,
    trigger: { enters: { stage: "sales/negotiation" } },
    steps: [
      {
        id: "call",
        do: "plan_activity",
        with: { type: "call", summary: written.discussTerms, due: "2bd", auto_complete: true },
      },
    ],
  },
  {
    key: "idle-deal",
    ...automations.idleDeal,
    object: "deal",
    folder,
    trigger: { idle: { for: "10bd", of: ["activities", "messages", "stage"] } },
    when: ["stage", "in", ["sales/qualified", "sales/proposal", "sales/negotiation"]],
    steps: [{ id: "task", do: "create_task", with: { title: written.idleTask, due: "1bd" } }],
  },
];

const recurringSales = ({
  automations,
  written,
  folders: { recurring: folder },
}: SeedTexts): AutomationInput[] => [
  {
    key: "repeat-lead-after-six-months",
    ...automations.repeatLead,
    object: "deal",
    folder,
    trigger: { enters: { stage: "sales/won" } },
    enrollment: { exit: { leaves: false } },
    steps: [
      {
        id: "lead",
        wait: { for: "6mo" },
        do: "create_repeat_lead",
        with: { title: written.repeatTitle, if_open: "skip" },
      },
    ],
  },
  {
    key: "text-on-delivery",
    ...automations.deliveredText,
    object: "order",
    folder,
    trigger: { event: "order.delivered" },
    steps: [{ id: "text", do: "send_sms", with: { to: "customer", template: "delivered" } }],
  },
];

const subscriptions = ({
  automations,
  written,
  folders: { subscriptions: folder },
}: SeedTexts): AutomationInput[] => [
  {
    key: "welcome-subscribers",
    ...automations.welcome,
    object: "subscription",
    folder,
    trigger: { enters: { stage: "subscriptions/in_progress" } },
    steps: [
      { id: "welcome", do: "send_email", with: { to: "customer", template: "welcome", from: "owner" } },
      {
        id: "feedback",
        wait: { for: "1mo" },
        window: { days: "workday", from: "09:00" },
        do: "send_email",
        with: { to: "customer", template: "first-month", from: "owner" },
      },
    ],
  },
  {
    key: "unhappy-customers",
    ...automations.unhappy,
    object: "subscription",
    folder,
    trigger: { date: { field: "start_date", offset: "1mo" } },
    when: ["health", "is", "bad"],
    steps: [
      {
        id: "to-do",
        do: "plan_activity",
        with: { type: "to_do", summary: written.unhappyToDo, due: "5d", owner: "owner" },
      },
    ],
  },
  {
    key: "renew-in-time",
    ...automations.toRenew,
    object: "subscription",
    folder,
    trigger: { date: { field: "end_date", offset: "-1mo", at: "09:00" } },
    when: ["stage", "is", "subscriptions/in_progress"],
    steps: [
      { id: "stage", do: "set", with: { stage: "subscriptions/to_renew", to_renew: true } },
      { id: "call", do: "plan_activity", with: { type: "call", summary: written.renewCall, due: "3bd" } },
    ],
  },
];

const notices = ({ automations, written, folders: { notices: folder } }: SeedTexts): AutomationInput[] => [
  {
    key: "lead-converted",
    ...automations.leadConverted,
    object: "lead",
    folder,
    trigger: { event: "lead.converted" },
    steps: [
      {
        id: "mail",
        do: "send_email",
        with: { to: "owner", subject: written.convertedSubject, text: written.convertedText },
      },
    ],
  },
  {
    key: "new-task-in-project",
    ...automations.newTask,
    object: "task",
    folder,
    trigger: { on: "created" },
    when: ["project", "is_set"],
    steps: [
      {
        id: "mail",
        do: "send_email",
        with: { to: "field:project.contact", template: "new-task", from: "owner" },
      },
    ],
  },
  {
    key: "meeting-reminder",
    ...automations.meetingReminder,
    object: "event",
    folder,
    trigger: { date: { field: "start", offset: "-5m" } },
    steps: [{ id: "notice", do: "notify", with: { to: "field:organizer", text: written.meetingSoon } }],
  },
];
