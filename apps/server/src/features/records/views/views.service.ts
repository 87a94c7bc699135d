import type { ViewPayload } from "@cadencia/contracts/api";
import { Refusal, invalid } from "../../../platform/errors/index.ts";
import { boardPlace } from "../board/place.ts";
import type { Reading } from "../reading.ts";
import { parseAsReader, readAsReader } from "../search/index.ts";
import {
  countViews,
  forgetOthersUsual,
  hasViewNamed,
  readView,
  readViews,
  removeView,
  writeUsual,
  writeView,
  type SavedView,
} from "./views.repo.ts";

/** Nobody finds anything among more. */
const MOST_VIEWS = 200;

interface Edit {
  readonly name?: string;
  readonly wanted?: Readonly<Record<string, unknown>>;
  readonly shared?: boolean;
  readonly usual?: boolean;
}

/** The views of a pipeline that somebody sees; one of others that asks of what is hidden from them is not there. */
export const listViews = async (reading: Reading, user: string, key: string): Promise<ViewPayload[]> => {
  const { pipeline, object } = await boardPlace(reading, key);
  const seen: ViewPayload[] = [];
  for (const view of await readViews(reading.tx, pipeline.key, user)) {
    const { filter } = view.wanted;
    const isClear = filter === undefined || (await parseAsReader(reading, object, { filter })).ok;
    if (view.owner === user || isClear) seen.push(present(reading, user, view));
  }
  return seen;
};

export const createView = async (
  reading: Reading,
  user: string,
  { pipeline: key, ...edit }: Edit & { readonly pipeline: string; readonly name: string },
): Promise<ViewPayload> => {
  const { pipeline } = await boardPlace(reading, key);
  if ((await countViews(reading.tx, pipeline.key, user)) >= MOST_VIEWS)
    throw new Refusal("conflict", `you have ${MOST_VIEWS} views of ${pipeline.key}; delete one first`);
  const id = reading.tx.workspace.newId();
  return put(reading, user, {
    view: {
      id,
      pipeline: pipeline.key,
      owner: user,
      name: edit.name,
      wanted: {},
      shared: false,
      usual: false,
    },
    edit,
  });
};

/** Whoever sees a view may open with it; only its owner, or who may do everything, changes it. */
export const changeView = async (
  reading: Reading,
  user: string,
  { id, ...edit }: Edit & { readonly id: string },
): Promise<ViewPayload> => {
  const view = await viewOf(reading, user, id);
  const isChange = edit.name !== undefined || edit.wanted !== undefined || edit.shared !== undefined;
  if (isChange) refuseOthers(reading, user, view);
  return put(reading, user, { view, edit });
};

export const deleteView = async (reading: Reading, user: string, id: string): Promise<void> => {
  refuseOthers(reading, user, await viewOf(reading, user, id));
  await removeView(reading.tx, id);
};

const viewOf = async (reading: Reading, user: string, id: string): Promise<SavedView> => {
  const view = await readView(reading.tx, id, user);
  if (view === null) throw new Refusal("not_found", `there is no view ${id}`);
  await boardPlace(reading, view.pipeline);
  return view;
};

const refuseOthers = ({ rights }: Reading, user: string, view: SavedView): void => {
  if (view.owner === user || rights.everything) return;
  throw new Refusal("forbidden", `the view "${view.name}" is somebody else's; save it under another name`);
};

const put = async (
  reading: Reading,
  user: string,
  { view, edit }: { readonly view: SavedView; readonly edit: Edit },
): Promise<ViewPayload> => {
  const next: SavedView = { ...view, ...edit };
  const { tx } = reading;
  if (edit.wanted?.["filter"] !== undefined) await refuseUnread(reading, next);
  if (await hasViewNamed(tx, next)) {
    const message = `there is a view "${next.name}" already`;
    throw invalid([{ field: "name", code: "wrong_value", message }]);
  }
  await writeView(tx, next);
  if (view.shared && !next.shared) await forgetOthersUsual(tx, next);
  if (edit.usual !== undefined) await writeUsual(tx, user, next);
  return present(reading, user, next);
};

/** A filter that its writer cannot read is none that they could look by. */
const refuseUnread = async (reading: Reading, { pipeline, wanted }: SavedView): Promise<void> => {
  const { object } = await boardPlace(reading, pipeline);
  await readAsReader(reading, object, { filter: wanted["filter"], field: "wanted.filter" });
};

const present = ({ directory, rights }: Reading, user: string, view: SavedView): ViewPayload => {
  const name = directory.users.get(view.owner)?.values["name"];
  const isNamed = typeof name === "string" && (view.owner === user || !rights.hides("user", "name"));
  return {
    id: view.id,
    pipeline: view.pipeline,
    name: view.name,
    wanted: view.wanted,
    shared: view.shared,
    owner: { id: view.owner, name: isNamed ? name : null },
    may_edit: view.owner === user || rights.everything,
    usual: view.usual,
  };
};
