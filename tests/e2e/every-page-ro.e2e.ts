import { goThroughEveryPage } from "./kit/every-page.ts";

goThroughEveryPage("ro", ["dark"]);
