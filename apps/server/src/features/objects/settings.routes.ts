import {
  settingsChangesSchema,
  settingsSchema,
  type SettingsChanges,
  type SettingsPayload,
} from "@cadencia/contracts/api";

import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { inTransaction, type WorkspaceSettings } from "../../platform/workspace/index.ts";
import type { Engine } from "../automation/index.ts";
import { setCredits } from "../messaging/index.ts";
import { readSettings, writeSettings } from "./configuration.repo.ts";
import { changeModel } from "./change-model.ts";
import { refuseUnknownCountry } from "./holiday-country.ts";

const tags = ["settings"];

/** What holds for the whole workspace. */
export const settingsRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (
  api,
  { engine: { workspace } },
) => {
  api.get(
    "/settings",
    { schema: { tags, summary: "The workspace's settings", response: { 200: settingsSchema } } },
    async () => present(await inTransaction(workspace, readSettings)),
  );

  api.patch(
    "/settings",
    {
      schema: {
        tags,
        summary: "Change settings",
        body: settingsChangesSchema,
        response: { 200: settingsSchema },
      },
    },
    async ({ body }) => {
      if (typeof body.holidays === "string") await refuseUnknownCountry(body.holidays);
      const settings = await changeModel(workspace, async (tx) => {
        const { sms } = await readSettings(tx);
        await writeSettings(tx, changesOf(body, sms));
        // What was spent of the old number is settled with it: the new one counts from now.
        if (typeof body.sms?.credits === "number") await setCredits(tx, "sms", String(body.sms.credits));
        return readSettings(tx);
      });
      return present(settings);
    },
  );
};

const present = (settings: WorkspaceSettings): SettingsPayload => {
  const { businessHours, sms, mail, frequencyCap } = settings;
  return {
    name: settings.name,
    timezone: settings.timeZone,
    locale: settings.locale,
    currency: settings.currency,
    business_hours: { ...businessHours, days: [...businessHours.days] },
    holidays: typeof settings.holidays === "string" ? settings.holidays : [...settings.holidays],
    sms: {
      quiet_hours: sms.quietHours,
      credits: sms.credits,
      price: sms.price,
      transliterate: sms.transliterate,
    },
    public_url: settings.publicUrl,
    mail,
    frequency_cap: frequencyCap,
    run_log_days: settings.runLogDays,
  };
};

const changesOf = (given: SettingsChanges, sms: WorkspaceSettings["sms"]): Partial<WorkspaceSettings> => ({
  ...(given.name === undefined ? {} : { name: given.name }),
  ...(given.timezone === undefined ? {} : { timeZone: given.timezone }),
  ...(given.locale === undefined ? {} : { locale: given.locale }),
  ...(given.currency === undefined ? {} : { currency: given.currency }),
  ...(given.business_hours === undefined ? {} : { businessHours: given.business_hours }),
  ...(given.holidays === undefined ? {} : { holidays: given.holidays }),
  ...(given.sms === undefined ? {} : { sms: smsOf(given.sms, sms) }),
  ...(given.public_url === undefined ? {} : { publicUrl: given.public_url }),
  ...(given.mail === undefined ? {} : { mail: given.mail }),
  ...(given.frequency_cap === undefined ? {} : { frequencyCap: given.frequency_cap }),
  ...(given.run_log_days === undefined ? {} : { runLogDays: given.run_log_days }),
});

const smsOf = (
  given: NonNullable<SettingsChanges["sms"]>,
  standing: WorkspaceSettings["sms"],
): WorkspaceSettings["sms"] => ({
  quietHours: given.quiet_hours ?? standing.quietHours,
  credits: given.credits === undefined ? standing.credits : given.credits,
  price: given.price ?? standing.price,
  transliterate: given.transliterate ?? standing.transliterate,
});
