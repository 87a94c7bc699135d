import { keepAwake } from "./awake.ts";
import { TransportScript } from "../../../apps/server/src/features/messaging/index.ts";
import type { House } from "./house.ts";
import { workOff } from "./work.ts";

const FOLLOW_UP = {
  key: "follow-up-of-offers",
  name: "Offer follow-up",
  folder: "Offers",
  object: "deal",
  trigger: { enters: ["stage", "is", "sales/proposal"] },
  steps: [
    {
      id: "mail",
      name: "Send proposal",
      do: "send_email",
      with: {
        to: "customer",
        subject: "Your proposal",
        html: "<p>Dear customer,</p><p>here is <b>your proposal</b>.</p><img src='https://example.test/pixel.png'><script>document.title='x'</script>",
        text: "Dear customer, here is your proposal.",
      },
    },
    {
      id: "text",
      name: "Text “Did it arrive?”",
      if: ["amount", "gt", 5000],
      do: "send_sms",
      with: { to: "customer", text: "¿Llegó la oferta?" },
    },
    {
      id: "call",
      wait: { for: "3d" },
      do: "plan_activity",
      with: { type: "call", summary: "Call about the offer", owner: "admin" },
    },
    { id: "task", wait: { for: "7d" }, do: "create_task", with: { title: "Close or drop", owner: "admin" } },
  ],
};

/** Six offers that are followed up: steps done, skipped, failed for want of a contact, waiting, and one uncertain mail. */
export const followUpOffers = async (house: House): Promise<Readonly<Record<string, string>>> => {
  const deals: Record<string, string> = {};
  const make = async (object: string, values: object): Promise<string> =>
    (await house.api.call(`POST records/${object}`, values)).body.id;
  const offer = async (title: string, amount: number, contact: object | null): Promise<void> => {
    const id = contact === null ? {} : { contact: await make("contact", contact) };
    deals[title] = await make("deal", { title, amount, stage: "sales/proposal", ...id });
  };
  await keepAwake(house);
  await house.api.call("POST automations", FOLLOW_UP);
  await house.api.call(`POST automations/${FOLLOW_UP.key}/activate`, { existing: false });
  const consents = { sms: true };
  await offer("Heating for Hotel Miramar", 4900, {
    first_name: "Eva",
    email: "eva@example.test",
    phone: "+34600000001",
    consents,
  });
  await offer("Spare pumps, Aqua Nord", 3150, {
    first_name: "Ion",
    email: "ion@example.test",
    phone: "+34600000002",
    consents,
  });
  await offer("Boiler service, Clínica Sol", 12_400, {
    first_name: "Sol",
    email: "sol@example.test",
    phone: "+34600000003",
    consents,
  });
  await offer("Radiators, Școala Nr. 4", 8100, null);
  await offer("Thermostats, Hostal Luz", 610, null);
  await workOff(house);
  const script = new TransportScript();
  script.crashAfter((handover) => handover.payload.channel === "email");
  await offer("Pool pump, Casa Ionescu", 980, { first_name: "Dan", email: "dan@example.test" });
  await workOff(house, script);
  await workOff(house);
  return deals;
};
