import type { IndexPath } from "@cadencia/contracts/automation";
import { createContext, use } from "react";
import { useTranslation } from "react-i18next";
import { faultsAt, isAbout, type Fault } from "./faults.ts";

export const FaultsContext = createContext<readonly Fault[]>([]);

/** A fault in the reader's words; what has none yet, in the server's, without the place that is shown anyway. */
export const useFaultText = (): ((fault: Fault) => string) => {
  const { t, i18n } = useTranslation();
  return ({ kind, code, message, params }) => {
    const key = [`editor.${kind}.${code}`, `problems.field.${code}`].find((one) => i18n.exists(one));
    if (key !== undefined) return t(key, params);
    return message.replace(/^automation "[^"]*"(?:, step "[^"]*")?: /u, "");
  };
};

/** The same with the parameter that it is about, for where it does not stand beside its control. */
export const useFaultLine = (): ((fault: Fault) => string) => {
  const { t, i18n } = useTranslation();
  const textOf = useFaultText();
  return (fault) => {
    const [, name] = /^with\.(\w+)/u.exec(fault.path) ?? [];
    const key = `editor.param.${name ?? ""}`;
    const isNamed = fault.kind === "fault" && name !== undefined && i18n.exists(key);
    return isNamed ? `${t(key)}: ${textOf(fault)}` : textOf(fault);
  };
};

interface Faults {
  readonly all: readonly Fault[];
  /** What is wrong with a part, in the reader's words; warnings are not. */
  readonly of: (part: string) => string | null;
}

/** The faults of a step, or with null those of the automation itself. */
export const useFaults = (index: IndexPath | null): Faults => {
  const textOf = useFaultText();
  const all = faultsAt(use(FaultsContext), index);
  return {
    all,
    of: (part) => {
      const found = all.find((fault) => fault.kind === "fault" && isAbout(fault, part));
      return found === undefined ? null : textOf(found);
    },
  };
};
