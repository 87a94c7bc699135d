import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "../../../lib/api/problem.ts";
import { request } from "../../../lib/api/request.ts";
import { toast } from "../../../ui/toast.tsx";
import { useLabels } from "../../model/use-labels.ts";
import type { Board, Card } from "../queries.ts";
import type { Columns, Place } from "./use-columns.ts";

interface Saved {
  readonly version: number;
  readonly stage: string;
  readonly updated_by: string | null;
}

interface Way {
  readonly from: Place;
  readonly to: string;
  readonly isUndo: boolean;
}

export type Move = (card: Card, way: { readonly from: Place; readonly to: string }) => Promise<void>;

/**
 * Moves a card at once and tells the server. One card's moves wait for each other, so that each rests on the version
 * that the one before made; where somebody else moved the card meanwhile, it goes to where they put it.
 */
export const useMove = (board: Board, columns: Columns): Move => {
  const { t } = useTranslation();
  const labelOf = useLabels().stage;
  const underWay = useRef(new Map<string, Promise<void>>());
  const keyOf = (name: string): string => `${board.pipeline}/${name}`;
  const stageLabel = (key: string): string => {
    const stage = board.stages.find((one) => one.key === key);
    return stage === undefined ? key : labelOf(stage);
  };
  const save = (id: string, to: string, version: number): Promise<Saved> =>
    request<Saved>(`/records/${board.object}/${id}`, {
      method: "PATCH",
      body: { stage: keyOf(to) },
      version,
    });
  const standing = (id: string): Promise<Saved> =>
    request<Saved>(`/records/${board.object}/${id}?fields=stage,updated_by`);

  /** Whoever saved something else meanwhile does not stand in the way; whoever moved the card does. */
  const saveOver = async (card: Card, from: Place, to: string): Promise<Saved | null> => {
    const current = columns.find(card.id)?.card ?? card;
    try {
      return await save(card.id, to, current.version);
    } catch (error) {
      if (!isConflict(error)) throw error;
    }
    const found = await standing(card.id);
    if (found.stage === keyOf(from.stage)) return save(card.id, to, found.version);
    const there = board.stages.find((stage) => stage.key === found.stage);
    const back = { ...card, version: found.version };
    columns.place(back, {
      stage: there?.name ?? from.stage,
      index: there?.name === from.stage ? from.index : 0,
    });
    columns.countMove(card, { from: to, to: there?.name ?? from.stage });
    const who = await namedBy(found.updated_by);
    const told = { title: card.title ?? "", stage: stageLabel(found.stage), who };
    toast({
      text: t(who === null ? "pipelines.conflictUnknown" : "pipelines.conflict", told),
      kind: "problem",
    });
    return null;
  };

  const work = async (card: Card, { from, to, isUndo }: Way): Promise<void> => {
    try {
      const saved = await saveOver(card, from, to);
      if (saved === null) return;
      const shown = columns.find(card.id)?.card ?? card;
      const moved = { ...shown, version: saved.version, stage: saved.stage };
      columns.replace(moved);
      const text = t(isUndo ? "pipelines.movedBack" : "pipelines.moved", { stage: stageLabel(saved.stage) });
      const undo = { label: t("pipelines.undoMove"), act: () => void back(moved, to, from) };
      const shownToast = toast({ text, ...(isUndo ? {} : { action: undo }) });
      const seen = await columns.refresh(card.id, to).catch(() => "shown" as const);
      const waiting = columns.find(card.id)?.card.next_step?.waiting ?? 0;
      if (seen === "hidden") shownToast.change(`${text} ${t("pipelines.hiddenByFilter")}`);
      else if (waiting > 0 && !isUndo)
        shownToast.change(`${text} ${t("pipelines.waiting", { count: waiting })}`);
    } catch (error) {
      columns.place(card, from);
      columns.countMove(card, { from: to, to: from.stage });
      toast({
        text: t("pipelines.notMoved", { title: card.title ?? "", why: reasonOf(error, t) }),
        kind: "problem",
      });
    }
  };

  const start = (card: Card, way: Way): Promise<void> => {
    const { from, to, isUndo } = way;
    if (from.stage === to) return Promise.resolve();
    columns.place(card, { stage: to, index: 0 });
    columns.countMove(card, { from: from.stage, to });
    const before = underWay.current.get(card.id) ?? Promise.resolve();
    const now = before.then(() => work(card, { from, to, isUndo }));
    underWay.current.set(card.id, now);
    return now;
  };

  const back = (card: Card, stage: string, { stage: to }: Place): Promise<void> => {
    const now = columns.find(card.id);
    if (now !== null && now.stage !== stage) return Promise.resolve();
    return start(now?.card ?? card, { from: now ?? { stage, index: 0 }, to, isUndo: true });
  };

  return (card, { from, to }) => start(card, { from, to, isUndo: false });
};

const namedBy = async (id: string | null): Promise<string | null> => {
  if (id === null) return null;
  const user = await request<{ name: string | null }>(`/records/user/${id}?fields=name`).catch(() => null);
  return user?.name ?? null;
};

const isConflict = (error: unknown): boolean =>
  error instanceof Problem && (error.status === 409 || error.status === 412);

const reasonOf = (error: unknown, t: (key: string) => string): string => {
  if (!(error instanceof Problem)) return t("common.failed");
  return error.status === 0 ? t("pipelines.noConnection") : (error.fields[0]?.message ?? error.message);
};
