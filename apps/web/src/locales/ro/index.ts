import automations from "./automations.json" with { type: "json" };
import common from "./common.json" with { type: "json" };
import model from "./model.json" with { type: "json" };
import pipelines from "./pipelines.json" with { type: "json" };
import reasons from "./reasons.json" with { type: "json" };
import records from "./records.json" with { type: "json" };
import sentence from "./sentence.json" with { type: "json" };
import session from "./session.json" with { type: "json" };
import shell from "./shell.json" with { type: "json" };

export const texts = { automations, common, model, pipelines, reasons, records, sentence, session, shell };
