import type { SeedTexts } from "./texts.ts";

export const ro: SeedTexts = {
  templates: {
    offer: {
      subject: "Oferta ta: {{ deal.title }}",
      body: "Bună, {{ contact.first_name | default: 'client' }},\n\nîți mulțumim pentru interes. Iată oferta noastră pentru {{ deal.title }}.\n\nCu drag,\n{{ deal.owner.name }}",
    },
    reminder: {
      subject: "Ai întrebări despre {{ deal.title }}?",
      body: "Bună, {{ contact.first_name | default: 'client' }},\n\nai avut timp să te uiți peste ofertă?\n\nCu drag,\n{{ deal.owner.name }}",
    },
    welcome: {
      subject: "Bun venit, {{ subscription.contact.first_name | default: 'și mulțumim' }}",
      body: "Bună, {{ subscription.contact.first_name | default: 'client' }},\n\nabonamentul tău începe pe {{ subscription.start_date }}. Ne bucurăm că ești cu noi.\n\nCu drag,\n{{ subscription.owner.name }}",
    },
    feedback: {
      subject: "Cum a fost prima lună?",
      body: "Bună, {{ subscription.contact.first_name | default: 'client' }},\n\nești de o lună cu noi. Ce putem face mai bine?\n\nCu drag,\n{{ subscription.owner.name }}",
    },
    newTask: {
      subject: "Noutăți în {{ task.project.name }}: {{ task.title }}",
      body: "Bună, {{ task.project.contact.first_name | default: 'client' }},\n\nam început ceva nou pentru tine: {{ task.title }}.\n\nCu drag",
    },
    didItArrive:
      "Buna, {{ contact.first_name | default: 'client' }}, a ajuns oferta noastra? Suntem la dispozitia ta.",
    delivered: "Comanda {{ order.number }} a fost livrata. Multumim!",
  },
  folders: {
    sequences: "Oferte",
    recurring: "Vânzări recurente",
    subscriptions: "Abonamente",
    notices: "Notificări",
  },
  automations: {
    offerCall: {
      name: "Apel după ofertă",
      description: "Un apel pentru responsabil, la trei zile după ce oportunitatea intră în Propunere.",
    },
    followUp: {
      name: "Follow-up ofertă",
      description: "E-mail, SMS și sarcină după o ofertă, ca într-o secvență MiniCRM.",
    },
    repeatLead: {
      name: "Lead repetat după șase luni",
      description: "La șase luni după o vânzare, un lead care întreabă de reînnoire.",
    },
    negotiationCall: {
      name: "Discută condițiile",
      description:
        "Un apel planificat în Negociere, care se încheie singur când oportunitatea merge mai departe.",
    },
    deliveredText: { name: "SMS la livrare", description: "Un SMS când o comandă este livrată." },
    welcome: {
      name: "Bun venit abonaților",
      description: "Un e-mail când începe un abonament și o întrebare după o lună.",
    },
    unhappy: {
      name: "Ai grijă de clienții nemulțumiți",
      description:
        "O activitate pentru responsabil, la o lună de la începutul unui abonament care merge prost.",
    },
    toRenew: {
      name: "Reînnoiește la timp",
      description: "Cu o lună înainte de sfârșit, abonamentul trece în De reînnoit și se planifică un apel.",
    },
    leadConverted: {
      name: "Anunță responsabilul unei oportunități noi",
      description: "Un e-mail către responsabil când un lead devine oportunitate.",
    },
    newTask: {
      name: "Sarcină nouă într-un proiect",
      description: "Un e-mail către client când se adaugă o sarcină în proiectul lui.",
    },
    meetingReminder: {
      name: "Reamintire de întâlniri",
      description: "O notificare cu cinci minute înainte de o întâlnire.",
    },
    idleDeal: {
      name: "Zece zile fără noutăți",
      description:
        "O sarcină când nimeni nu a lucrat la o oportunitate deschisă timp de zece zile lucrătoare.",
    },
  },
  written: {
    callAboutOffer: "Apel despre ofertă: {{ deal.title }}",
    callBack: "Apel despre ofertă: {{ contact.name | default: 'client' }}",
    repeatTitle: "Reînnoire: {{ deal.title }}",
    discussTerms: "Discută condițiile cu {{ contact.name | default: 'clientul' }}",
    unhappyToDo: "Întreabă ce nu merge: {{ contact.name | default: 'client' }}",
    renewCall: "Apel despre reînnoire: {{ subscription.title }}",
    convertedSubject: "Un lead a devenit oportunitate: {{ lead.title }}",
    convertedText: "{{ lead.title }} este acum o oportunitate. Este a ta.",
    meetingSoon: "În cinci minute: {{ event.title }}",
    idleTask: "Ce se întâmplă cu {{ deal.title }}?",
  },
};
