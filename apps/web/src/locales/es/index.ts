import common from "./common.json" with { type: "json" };
import session from "./session.json" with { type: "json" };
import shell from "./shell.json" with { type: "json" };

export const texts = { common, session, shell };
