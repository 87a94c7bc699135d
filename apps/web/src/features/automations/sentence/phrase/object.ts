import { spelt } from "../../../model/use-labels.ts";
import type { Speech } from "../speech.ts";

/** "a deal"; of an object of one's own, by its label. */
export const anObject = (key: string, speech: Speech): string =>
  speech.find(`object.${key}`) ??
  speech.say("object.other", { name: speech.objects.get(key)?.label ?? spelt(key) });
