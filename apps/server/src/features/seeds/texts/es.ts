import type { SeedTexts } from "./texts.ts";

export const es: SeedTexts = {
  templates: {
    offer: {
      subject: "Tu oferta: {{ deal.title }}",
      body: "Hola, {{ contact.first_name | default: 'cliente' }}:\n\ngracias por tu interés. Aquí tienes nuestra oferta de {{ deal.title }}.\n\nUn saludo,\n{{ deal.owner.name }}",
    },
    reminder: {
      subject: "¿Alguna pregunta sobre {{ deal.title }}?",
      body: "Hola, {{ contact.first_name | default: 'cliente' }}:\n\n¿has podido mirar nuestra oferta?\n\nUn saludo,\n{{ deal.owner.name }}",
    },
    welcome: {
      subject: "Te damos la bienvenida, {{ subscription.contact.first_name | default: 'y gracias' }}",
      body: "Hola, {{ subscription.contact.first_name | default: 'cliente' }}:\n\ntu suscripción empieza el {{ subscription.start_date }}. Nos alegra tenerte con nosotros.\n\nUn saludo,\n{{ subscription.owner.name }}",
    },
    feedback: {
      subject: "¿Qué tal tu primer mes?",
      body: "Hola, {{ subscription.contact.first_name | default: 'cliente' }}:\n\nya llevas un mes con nosotros. ¿Qué podemos mejorar?\n\nUn saludo,\n{{ subscription.owner.name }}",
    },
    newTask: {
      subject: "Novedad en {{ task.project.name }}: {{ task.title }}",
      body: "Hola, {{ task.project.contact.first_name | default: 'cliente' }}:\n\nhemos empezado algo nuevo para ti: {{ task.title }}.\n\nUn saludo",
    },
    didItArrive:
      "Hola, {{ contact.first_name | default: 'cliente' }}: ¿te llegó nuestra oferta? Estamos a tu disposición.",
    delivered: "Tu pedido {{ order.number }} se ha entregado. ¡Gracias!",
  },
  folders: {
    sequences: "Ofertas",
    recurring: "Ventas recurrentes",
    subscriptions: "Suscripciones",
    notices: "Avisos",
  },
  automations: {
    offerCall: {
      name: "Llamada tras la oferta",
      description: "Una llamada para el responsable, tres días después de que el negocio entre en Propuesta.",
    },
    followUp: {
      name: "Seguimiento de oferta",
      description: "Correo, SMS y tarea tras una oferta, como en una secuencia de MiniCRM.",
    },
    repeatLead: {
      name: "Prospecto repetido a los seis meses",
      description: "Seis meses después de una venta, un prospecto para preguntar por la renovación.",
    },
    negotiationCall: {
      name: "Hablar de las condiciones",
      description: "Una llamada planificada en Negociación, que se completa sola cuando el negocio avanza.",
    },
    deliveredText: { name: "SMS de entrega", description: "Un SMS cuando se entrega un pedido." },
    welcome: {
      name: "Bienvenida a suscriptores",
      description: "Un correo cuando empieza una suscripción y una pregunta al cabo de un mes.",
    },
    unhappy: {
      name: "Tomar medidas con los clientes menos satisfechos",
      description:
        "Un pendiente para el responsable, un mes después del inicio de una suscripción que va mal.",
    },
    toRenew: {
      name: "Renovar a tiempo",
      description: "Un mes antes de su fin, la suscripción pasa a Por renovar y se planifica una llamada.",
    },
    leadConverted: {
      name: "Avisar al responsable de un negocio nuevo",
      description: "Un correo al responsable cuando un prospecto se convierte en negocio.",
    },
    newTask: {
      name: "Tarea nueva en un proyecto",
      description: "Un correo al cliente cuando se añade una tarea a su proyecto.",
    },
    meetingReminder: {
      name: "Recordatorio de reuniones",
      description: "Un aviso cinco minutos antes de una reunión.",
    },
    idleDeal: {
      name: "Diez días sin novedad",
      description: "Una tarea cuando nadie ha trabajado en un negocio abierto durante diez días laborables.",
    },
  },
  written: {
    callAboutOffer: "Llamar por la oferta: {{ deal.title }}",
    callBack: "Llamar a {{ contact.name | default: 'cliente' }} por la oferta",
    repeatTitle: "Renovación: {{ deal.title }}",
    discussTerms: "Hablar de las condiciones con {{ contact.name | default: 'el cliente' }}",
    unhappyToDo: "Preguntar a {{ contact.name | default: 'cliente' }} qué va mal",
    renewCall: "Llamar por la renovación: {{ subscription.title }}",
    convertedSubject: "Un prospecto ya es negocio: {{ lead.title }}",
    convertedText: "{{ lead.title }} ya es un negocio. Es tuyo.",
    meetingSoon: "En cinco minutos: {{ event.title }}",
    idleTask: "¿Qué pasa con {{ deal.title }}?",
  },
};
