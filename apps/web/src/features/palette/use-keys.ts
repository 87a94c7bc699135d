import { useEffect } from "react";
import { useLocation } from "wouter";
import { isBuilt } from "../../app/pages.tsx";
import { undoLast } from "../../ui/toast.tsx";
import { singleKeys } from "./keys-setting.ts";
import { opened } from "./opening.ts";
import { walkRows } from "./rows.ts";

/** `g`, then one of these. */
export const PLACES: Readonly<Record<string, string>> = {
  p: "/pipelines",
  c: "/contacts",
  a: "/automations",
  t: "/my-day",
  o: "/outbox",
};

/** The second key of two comes within this time. */
const TOGETHER = 1_500;

type Navigate = (path: string) => void;

/** The keys that work on every page; off while somebody types, and where they were switched off. */
export const useKeys = (): void => {
  const [, navigate] = useLocation();
  useEffect(() => {
    let leader = -Infinity;
    const hear = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      if (event.ctrlKey || event.metaKey) return chord(event);
      if (event.altKey || isTyping(event.target) || singleKeys.get() === "off" || isDialogOpen()) return;
      const isSecond = event.timeStamp - leader < TOGETHER;
      leader = !isSecond && event.key === "g" ? event.timeStamp : -Infinity;
      if (isSecond ? go(event.key, navigate) : press(event.key, navigate)) event.preventDefault();
    };
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  }, [navigate]);
};

const chord = (event: KeyboardEvent): void => {
  if (event.key.toLowerCase() === "k") {
    event.preventDefault();
    opened.set(opened.get() === "palette" ? null : "palette");
  }
  if (event.key === "Enter" && confirmDialog()) event.preventDefault();
  if (event.key.toLowerCase() === "z" && !event.shiftKey && !isTyping(event.target) && undoLast())
    event.preventDefault();
};

const go = (key: string, navigate: Navigate): boolean => {
  const path = PLACES[key];
  if (path === undefined || !isBuilt(path)) return false;
  navigate(path);
  return true;
};

/** Pages say which of their buttons and fields a key means, by `data-key`. */
const press = (key: string, navigate: Navigate): boolean => {
  switch (key) {
    case "?":
      opened.set("keys");
      return true;
    case "/":
      return use('[data-key="/"], main input[type="search"]');
    case "w":
      return use('[data-key="w"]') || askWhy(navigate);
    case "n":
    case ".":
      return use(`[data-key="${key}"]`);
    case "j":
    case "k":
    case "x":
      return walkRows(key);
    default:
      return false;
  }
};

const use = (selector: string): boolean => {
  const found = [...document.querySelectorAll<HTMLElement>(selector)].find(
    (one) => one.offsetParent !== null,
  );
  if (found === undefined) return false;
  if (found instanceof HTMLInputElement) found.select();
  found.focus();
  if (!(found instanceof HTMLInputElement)) found.click();
  return true;
};

const RECORD = /^\/records\/([^/]+)\/([^/]+)/u;

const askWhy = (navigate: Navigate): boolean => {
  const [here] = RECORD.exec(location.pathname) ?? [];
  if (here === undefined) return false;
  navigate(`${here}/automation/why`);
  return true;
};

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('input:not([type="checkbox"], [type="radio"]), textarea, select, [role="textbox"]'));

const isDialogOpen = (): boolean => document.querySelector('[role="dialog"], [role="menu"]') !== null;

const confirmDialog = (): boolean => {
  const acts = [...document.querySelectorAll<HTMLButtonElement>('[role="dialog"] [data-foot] button')];
  const primary = acts.at(-1);
  if (primary === undefined || primary.disabled) return false;
  primary.click();
  return true;
};
