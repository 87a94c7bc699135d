import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { useEffect, useRef, useState, type RefObject } from "react";
import type { Gap } from "../draft/steps.ts";

/** What is in the air: a step of the sequence by its id, or something new from the palette. */
export interface Dragged {
  readonly step?: string;
  readonly item?: string;
}

const KIND = "automation-step";
const GAP = "gap";

export const useStepDrag = (
  element: RefObject<HTMLElement | null>,
  dragged: Dragged,
  may: boolean,
): boolean => {
  const [isDragged, setDragged] = useState(false);
  const { step, item } = dragged;
  useEffect(() => {
    if (element.current === null || !may) return undefined;
    return draggable({
      element: element.current,
      getInitialData: () => ({ [KIND]: true, step, item }),
      onDragStart: () => setDragged(true),
      onDrop: () => setDragged(false),
    });
  }, [element, step, item, may]);
  return isDragged;
};

/** Lets steps be dropped into a gap; answers whether one is over it. */
export const useGapTarget = (element: RefObject<HTMLElement | null>, gap: Gap): boolean => {
  const [isOver, setOver] = useState(false);
  const name = JSON.stringify(gap);
  useEffect(() => {
    if (element.current === null) return undefined;
    return dropTargetForElements({
      element: element.current,
      canDrop: ({ source }) => KIND in source.data,
      getData: () => ({ [GAP]: name }),
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: () => setOver(false),
    });
  }, [element, name]);
  return isOver;
};

/** Hears of what was dropped into a gap, and whether something is in the air. */
export const useStepDrop = (onDrop: (dragged: Dragged, gap: Gap) => void): boolean => {
  const [isDragging, setDragging] = useState(false);
  const heard = useRef(onDrop);
  heard.current = onDrop;
  useEffect(
    () =>
      monitorForElements({
        canMonitor: ({ source }) => KIND in source.data,
        onDragStart: () => setDragging(true),
        onDrop: ({ source, location }) => {
          setDragging(false);
          const gap = location.current.dropTargets[0]?.data[GAP];
          if (typeof gap === "string") heard.current(source.data, JSON.parse(gap) as Gap);
        },
      }),
    [],
  );
  return isDragging;
};
