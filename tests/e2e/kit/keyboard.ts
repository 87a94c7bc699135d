import type { Page } from "playwright-core";

/*
 * Runs in the page. `tabbable`: what the Tab key should come to, in its order. `mouseOnly`: what can be pressed by
 * pointer and not by key. How everything looks without the focus is kept, for `look` to compare with.
 */
const WALK = `(() => {
  const FOCUSABLE = "a[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable=true]";
  const COMPOSITE = "[role=tablist], [role=menu], [role=listbox], [role=radiogroup], [role=toolbar], [role=grid], [role=tree], [data-arrows]";
  const isShown = (element) =>
    element.checkVisibility({ visibilityProperty: true }) && element.closest("[inert], [aria-hidden=true]") === null;
  const canFocus = (element) => !element.disabled && element.tabIndex >= 0 && isShown(element);
  const nameOf = (element) =>
    (element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.textContent ?? "").trim() ||
    element.outerHTML.slice(0, 120);
  const looksOf = (element) => {
    const around = [element, element.parentElement, ...(element.parentElement?.children ?? []), element.closest("label, li")];
    return around.filter(Boolean).map((one) => {
      const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor, color } = getComputedStyle(one);
      return [outlineStyle === "none" ? "" : outlineStyle + outlineWidth + outlineColor, boxShadow, borderColor, backgroundColor, color].join();
    }).join("|");
  };
  document.activeElement?.blur();
  const all = [...document.querySelectorAll(FOCUSABLE)].filter(canFocus);
  // Of the radio buttons of a group one is come to, the others by the arrows.
  const tabbable = all.filter((element) =>
    element.type !== "radio" ||
    element.checked ||
    !all.some((other) => other.type === "radio" && other.name === element.name && (other.checked || all.indexOf(other) < all.indexOf(element))));
  const looks = new Map(tabbable.map((element) => [element, looksOf(element)]));
  const pressed = [...document.querySelectorAll("body *")].filter((element) => {
    if (!isShown(element) || element.disabled || element.closest("[aria-disabled=true], label, option, iframe") !== null) return false;
    if (element.matches("a[href], button, [role=button], [role=link], [role=switch], [role=checkbox], [role=tab], [role=menuitem]"))
      return true;
    const isOutermost = getComputedStyle(element.parentElement).cursor !== "pointer";
    return getComputedStyle(element).cursor === "pointer" && isOutermost;
  });
  const isButton = (element) => element.matches("a[href], button, [role]");
  const hasKey = (element) =>
    canFocus(element) ||
    // The drawn part of a checkbox or a chip, beside its input.
    (!isButton(element) && [...element.parentElement.querySelectorAll("input")].some(canFocus)) ||
    [...element.querySelectorAll(FOCUSABLE)].some(canFocus) ||
    element.closest("label")?.control != null ||
    (element.parentElement?.closest("a[href], button") ?? null) !== null ||
    [...(element.closest(COMPOSITE)?.querySelectorAll(FOCUSABLE) ?? [])].some(canFocus);
  window.cadenciaWalk = {
    look: () => {
      const element = document.activeElement;
      if (element === null || element === document.body) return null;
      const place = tabbable.indexOf(element);
      const inside = place >= 0 && element.matches("iframe, [type=date], [type=time], [type=datetime-local]");
      // Of what a frame holds nothing is known here; it draws its focus itself.
      const shows = element.matches("iframe") || looks.get(element) !== looksOf(element);
      return { place, inside, name: nameOf(element), shows };
    },
    names: tabbable.map(nameOf),
    mouseOnly: pressed.filter((element) => !hasKey(element)).map(nameOf),
    begin: () => tabbable[0]?.focus(),
    // Lists in which the arrows lead on from the one that the Tab key comes to.
    beginArrows: (list) => {
      const own = tabbable.filter((element) => element.closest("[data-arrows]") === document.querySelectorAll("[data-arrows]")[list]);
      own[0]?.focus();
      return own.length;
    },
    arrows: document.querySelectorAll("[data-arrows]").length,
  };
  return { count: tabbable.length, mouseOnly: window.cadenciaWalk.mouseOnly };
})()`;

interface Focus {
  /** -1: it came while the list was scrolled. */
  readonly place: number;
  /** Within it the Tab key goes on by parts: the hour, the minutes. */
  readonly inside: boolean;
  readonly name: string;
  readonly shows: boolean;
}

/** A long list is not walked to its end: its rows are alike. */
const MOST = 120;

/** What somebody without a pointer could not reach, or would not see that they are there. */
export const keyboardFaults = async (page: Page): Promise<string[]> => {
  const { count, mouseOnly } = await page.evaluate<{ count: number; mouseOnly: string[] }>(WALK);
  const faults = mouseOnly.map((name) => `only by pointer: ${name}`);
  const reached = new Set<number>();
  let isScrolled = false;
  await page.evaluate("cadenciaWalk.begin()");
  for (let press = 0; press < Math.min(2 * count, MOST); press += 1) {
    if (press > 0) await page.keyboard.press("Tab");
    const focus = await page.evaluate<Focus | null>("cadenciaWalk.look()");
    if (focus === null || (reached.has(focus.place) && !focus.inside)) break;
    const isNew = press > 0 && focus.place >= 0 && !reached.has(focus.place);
    if (isNew && !focus.shows) faults.push(`no focus to be seen: ${focus.name}`);
    if (focus.place >= 0) reached.add(focus.place);
    else isScrolled = true;
  }
  for (let list = await page.evaluate<number>("cadenciaWalk.arrows"); list > 0; list -= 1) {
    const cards = await page.evaluate<number>(`cadenciaWalk.beginArrows(${list - 1})`);
    const from = await page.evaluate<Focus | null>("cadenciaWalk.look()");
    await page.keyboard.press("ArrowDown");
    const to = await page.evaluate<Focus | null>("cadenciaWalk.look()");
    if (cards > 0 && from?.name === to?.name)
      faults.push(`the arrows do not go on from: ${from?.name ?? ""}`);
  }
  const names = await page.evaluate<string[]>("cadenciaWalk.names");
  // What follows a list of very many rows is not walked to.
  const end = isScrolled || count > MOST ? Math.max(...reached) : count;
  const missed = names.slice(0, end).filter((_, place) => !reached.has(place));
  return [...faults, ...missed.map((name) => `not come to: ${name}`)];
};
