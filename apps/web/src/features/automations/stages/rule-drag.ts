import { draggable, dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { useEffect, useRef, useState, type RefObject } from "react";
import type { PaletteItem } from "../sequence/palette-groups.ts";

const ITEM = "stage-item";
const RULE = "stage-rule";

/** A rule that stands under a stage, by its automation. */
export interface RuleInAir {
  readonly automation: string;
  readonly from: string;
}

export const useItemDrag = (element: RefObject<HTMLElement | null>, item: PaletteItem): void =>
  useEffect(
    () =>
      element.current === null
        ? undefined
        : draggable({ element: element.current, getInitialData: () => ({ [ITEM]: item }) }),
    [element, item],
  );

/** Lets a rule be taken by the pointer; answers whether it is in the air. */
export const useRuleDrag = (
  element: RefObject<HTMLElement | null>,
  { automation, from }: RuleInAir,
  may: boolean,
): boolean => {
  const [isDragged, setDragged] = useState(false);
  useEffect(
    () =>
      element.current === null
        ? undefined
        : draggable({
            element: element.current,
            canDrag: () => may,
            getInitialData: () => ({ [RULE]: { automation, from } }),
            onDragStart: () => setDragged(true),
            onDrop: () => setDragged(false),
          }),
    [element, automation, from, may],
  );
  return isDragged;
};

interface Drops {
  readonly stage: string;
  readonly onItem: (item: PaletteItem) => void;
  readonly onRule: (rule: RuleInAir) => void;
}

/** Takes what is dragged out of the palette, and rules of other stages; answers whether something is over it. */
export const useStageDrop = (element: RefObject<HTMLElement | null>, drops: Drops): boolean => {
  const [isOver, setOver] = useState(false);
  const heard = useRef(drops);
  heard.current = drops;
  useEffect(
    () =>
      element.current === null
        ? undefined
        : dropTargetForElements({
            element: element.current,
            canDrop: ({ source: { data } }) => {
              const rule = data[RULE] as RuleInAir | undefined;
              return ITEM in data || (rule !== undefined && rule.from !== heard.current.stage);
            },
            onDragEnter: () => setOver(true),
            onDragLeave: () => setOver(false),
            onDrop: ({ source: { data } }) => {
              setOver(false);
              if (ITEM in data) heard.current.onItem(data[ITEM] as PaletteItem);
              else heard.current.onRule(data[RULE] as RuleInAir);
            },
          }),
    [element],
  );
  return isOver;
};
