import common from "./common.json" with { type: "json" };
import conditions from "./conditions.json" with { type: "json" };
import demo from "./demo.json" with { type: "json" };
import lists from "./lists.json" with { type: "json" };
import live from "./live.json" with { type: "json" };
import model from "./model.json" with { type: "json" };
import notifications from "./notifications.json" with { type: "json" };
import palette from "./palette.json" with { type: "json" };
import pipelines from "./pipelines.json" with { type: "json" };
import problems from "./problems.json" with { type: "json" };
import reasons from "./reasons.json" with { type: "json" };
import records from "./records.json" with { type: "json" };
import sentence from "./sentence.json" with { type: "json" };
import session from "./session.json" with { type: "json" };
import shell from "./shell.json" with { type: "json" };
import stages from "./stages.json" with { type: "json" };
import views from "./views.json" with { type: "json" };

export const texts = {
  common,
  conditions,
  demo,
  lists,
  live,
  model,
  notifications,
  palette,
  pipelines,
  problems,
  reasons,
  records,
  sentence,
  session,
  shell,
  stages,
  views,
};
