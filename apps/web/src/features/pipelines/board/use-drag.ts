import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { useEffect, useRef, useState, type RefObject } from "react";

/** What is dragged, and over what. */
const CARD = "card";
const STAGE = "stage";

/** Lets a card be taken by the pointer; answers whether it is in the air. */
export const useDraggable = (element: RefObject<HTMLElement | null>, id: string, may: boolean): boolean => {
  const [isDragged, setDragged] = useState(false);
  useEffect(() => {
    if (element.current === null) return undefined;
    return draggable({
      element: element.current,
      canDrag: () => may,
      getInitialData: () => ({ [CARD]: id }),
      onDragStart: () => setDragged(true),
      onDrop: () => setDragged(false),
    });
  }, [element, id, may]);
  return isDragged;
};

/** Lets cards be dropped on a column; answers whether one is over it. */
export const useDropTarget = (element: RefObject<HTMLElement | null>, stage: string): boolean => {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    if (element.current === null) return undefined;
    return dropTargetForElements({
      element: element.current,
      canDrop: ({ source }) => CARD in source.data,
      getData: () => ({ [STAGE]: stage }),
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: () => setOver(false),
    });
  }, [element, stage]);
  return isOver;
};

/** Hears of cards that were dropped on a stage. */
export const useDrop = (onDrop: (card: string, stage: string) => void): void => {
  const heard = useRef(onDrop);
  heard.current = onDrop;
  useEffect(
    () =>
      monitorForElements({
        canMonitor: ({ source }) => CARD in source.data,
        onDrop: ({ source, location }) => {
          const stage = location.current.dropTargets[0]?.data[STAGE];
          const card = source.data[CARD];
          if (typeof stage === "string" && typeof card === "string") heard.current(card, stage);
        },
      }),
    [],
  );
};
