import { useTranslation } from "react-i18next";
import { spelt } from "../../model/use-labels.ts";

/** "A quote is sent": what an event of the product is called. */
export const useEventName = (kind: "event" | "awaited"): ((event: string) => string) => {
  const { t, i18n } = useTranslation();
  return (event) => {
    const key = `${kind === "event" ? "sentence.event" : "sentence.awaited"}.${event.replace(".", "_")}`;
    const other = `sentence.event.${event.replace(".", "_")}`;
    const words = [key, other].find((one) => i18n.exists(one));
    return words === undefined ? spelt(event.replace(".", "_")) : t(words);
  };
};
