import type { StepInput } from "@cadencia/contracts/automation";
import { createContext, use, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  gapsOf,
  insertStep,
  moveStep,
  pathOf,
  removeStep,
  stepAt,
  freshId,
  type Gap,
} from "../draft/steps.ts";
import { useDefinition, useDraftStore } from "../draft/use-draft.ts";
import { useEditor } from "../page/use-editor.ts";
import type { PaletteItem } from "./palette-groups.ts";
import { newStep } from "./palette-items.ts";

interface Lifted {
  readonly step: string;
  /** The gap over which it is, by its number in reading order. */
  readonly gap: number;
}

export const isSameGap = (left: Gap, right: Gap): boolean =>
  left.at === right.at && left.list.join(".") === right.list.join(".");

/** What one does to a sequence: put in, take out, carry; by pointer or by keyboard, and told each time. */
export const useSequence = () => {
  const { t } = useTranslation();
  const store = useDraftStore();
  const { steps } = useDefinition();
  const { open, part } = useEditor();
  const [lifted, setLifted] = useState<Lifted | null>(null);
  const [said, say] = useState("");
  const gaps = gapsOf(steps);
  const liftedPath = lifted === null ? null : pathOf(steps, lifted.step);
  /** Gaps into which the lifted step can go; none of its own. */
  const isOpenTo = (gap: Gap): boolean =>
    liftedPath === null || !liftedPath.every((at, depth) => gap.list[depth] === at);
  const target = lifted === null ? null : (gaps[lifted.gap] ?? null);

  const add = (item: PaletteItem, gap: Gap) => {
    const step = newStep(item, steps);
    store.edit((definition) => ({ ...definition, steps: insertStep(definition.steps, gap, step) }));
    say(t("editor.told.added", { name: t(`editor.item.${item}`) }));
    open(step.id ?? null);
  };
  /** Below the step in hand, else at the end. */
  const append = (item: PaletteItem) => {
    const path = part === null ? null : pathOf(steps, part);
    const at = path?.at(-1);
    add(
      item,
      path === null || at === undefined
        ? { list: [], at: steps.length }
        : { list: path.slice(0, -1), at: at + 1 },
    );
  };
  const move = (step: string, gap: Gap) =>
    store.edit((definition) => {
      const path = pathOf(definition.steps, step);
      return path === null ? definition : { ...definition, steps: moveStep(definition.steps, path, gap) };
    });
  const remove = (step: string) => {
    store.edit((definition) => {
      const path = pathOf(definition.steps, step);
      return path === null ? definition : { ...definition, steps: removeStep(definition.steps, path) };
    });
    if (part === step) open(null);
    say(t("editor.told.removed"));
  };
  const duplicate = (step: string) => {
    const path = pathOf(steps, step);
    const standing = path === null ? undefined : stepAt(steps, path);
    if (path === null || standing === undefined || !("do" in standing)) return;
    const copy: StepInput = { ...standing, id: freshId(steps, standing.id) };
    const gap = { list: path.slice(0, -1), at: (path.at(-1) ?? 0) + 1 };
    store.edit((definition) => ({ ...definition, steps: insertStep(definition.steps, gap, copy) }));
    open(copy.id ?? null);
  };

  const tell = (gap: number) => say(t("editor.told.over", { place: gap + 1, count: gaps.length }));
  const lift = (step: string) => {
    const path = pathOf(steps, step);
    if (path === null) return;
    const own = gaps.findIndex((gap) => isSameGap(gap, { list: path.slice(0, -1), at: path.at(-1) ?? 0 }));
    setLifted({ step, gap: own });
    say(t("editor.told.lifted", { place: own + 1, count: gaps.length }));
  };
  const carry = (by: 1 | -1) => {
    if (lifted === null) return;
    for (let at = lifted.gap + by; at >= 0 && at < gaps.length; at += by) {
      const gap = gaps[at];
      if (gap === undefined || !isOpenTo(gap)) continue;
      setLifted({ ...lifted, gap: at });
      return tell(at);
    }
  };
  const drop = () => {
    if (lifted === null || target === null) return;
    move(lifted.step, target);
    setLifted(null);
    say(t("editor.told.dropped"));
  };
  const putBack = () => {
    setLifted(null);
    say(t("editor.told.back"));
  };
  return { steps, lifted, target, said, add, append, move, remove, duplicate, lift, carry, drop, putBack };
};

export type Sequence = ReturnType<typeof useSequence>;
export const SequenceContext = createContext<Sequence | null>(null);

export const useSequenceActs = (): Sequence => {
  const sequence = use(SequenceContext);
  if (sequence === null) throw new Error("used outside of a sequence");
  return sequence;
};
