import type { SeedTexts } from "./texts.ts";

export const en: SeedTexts = {
  templates: {
    offer: {
      subject: "Your offer: {{ deal.title }}",
      body: "Hello {{ contact.first_name | default: 'there' }},\n\nthank you for your interest. Here is our offer for {{ deal.title }}.\n\nKind regards\n{{ deal.owner.name }}",
    },
    reminder: {
      subject: "Any questions about {{ deal.title }}?",
      body: "Hello {{ contact.first_name | default: 'there' }},\n\nhave you had time to look at our offer?\n\nKind regards\n{{ deal.owner.name }}",
    },
    welcome: {
      subject: "Welcome, {{ subscription.contact.first_name | default: 'and thank you' }}",
      body: "Hello {{ subscription.contact.first_name | default: 'there' }},\n\nyour subscription begins on {{ subscription.start_date }}. We are glad to have you.\n\nKind regards\n{{ subscription.owner.name }}",
    },
    feedback: {
      subject: "How was your first month?",
      body: "Hello {{ subscription.contact.first_name | default: 'there' }},\n\nyou have been with us for a month. What should we do better?\n\nKind regards\n{{ subscription.owner.name }}",
    },
    newTask: {
      subject: "New in {{ task.project.name }}: {{ task.title }}",
      body: "Hello {{ task.project.contact.first_name | default: 'there' }},\n\nwe have begun something new for you: {{ task.title }}.\n\nKind regards",
    },
    didItArrive:
      "Hello {{ contact.first_name | default: 'there' }}, did our offer arrive? We are glad to help.",
    delivered: "Your order {{ order.number }} was delivered. Thank you!",
  },
  folders: {
    sequences: "Offers",
    recurring: "Recurring sales",
    subscriptions: "Subscriptions",
    notices: "Notices",
  },
  automations: {
    offerCall: {
      name: "Call after the offer",
      description: "A call for the owner, three days after a deal came to Proposal.",
    },
    followUp: {
      name: "Offer follow-up",
      description: "Mail, text and task after an offer, as in a MiniCRM sequence.",
    },
    repeatLead: {
      name: "Repeat lead after six months",
      description: "Six months after a sale, a lead to ask about the renewal.",
    },
    negotiationCall: {
      name: "Discuss the terms",
      description: "A planned call in Negotiation, done by itself when the deal moves on.",
    },
    deliveredText: {
      name: "Text on delivery",
      description: "A text message when an order is delivered.",
    },
    welcome: {
      name: "Welcome to subscribers",
      description: "A mail when a subscription begins, and a question after a month.",
    },
    unhappy: {
      name: "Take care of unhappy customers",
      description: "A to-do for the owner, a month after the beginning of a subscription in bad health.",
    },
    toRenew: {
      name: "Renew in time",
      description: "A month before its end a subscription moves to To renew, and a call is planned.",
    },
    leadConverted: {
      name: "Tell the owner of a new deal",
      description: "A mail to the owner when a lead becomes a deal.",
    },
    newTask: {
      name: "New task in a project",
      description: "A mail to the customer when a task is added to their project.",
    },
    meetingReminder: {
      name: "Reminder of meetings",
      description: "A notice five minutes before a meeting.",
    },
    idleDeal: {
      name: "Nothing happened for ten days",
      description: "A task when nobody has worked on an open deal for ten working days.",
    },
  },
  written: {
    callAboutOffer: "Call about the offer: {{ deal.title }}",
    callBack: "Call {{ contact.name | default: 'the customer' }} about the offer",
    repeatTitle: "Renewal: {{ deal.title }}",
    discussTerms: "Discuss the terms with {{ contact.name | default: 'the customer' }}",
    unhappyToDo: "Ask {{ contact.name | default: 'the customer' }} what is wrong",
    renewCall: "Call about the renewal: {{ subscription.title }}",
    convertedSubject: "A lead became a deal: {{ lead.title }}",
    convertedText: "{{ lead.title }} is a deal now. It is yours.",
    meetingSoon: "In five minutes: {{ event.title }}",
    idleTask: "What happens with {{ deal.title }}?",
  },
};
