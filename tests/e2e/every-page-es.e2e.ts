import { goThroughEveryPage } from "./kit/every-page.ts";

goThroughEveryPage("es", ["light"]);
