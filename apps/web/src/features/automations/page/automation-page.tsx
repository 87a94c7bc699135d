import type { DraftPayload } from "@cadencia/contracts/api";
import type { AutomationInput } from "@cadencia/contracts/automation";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "wouter";
import { Problem } from "../../../lib/api/problem.ts";
import { EmptyPage } from "../../../ui/empty-state.tsx";
import { ErrorState } from "../../../ui/error-state.tsx";
import { Loading } from "../../../ui/loading.tsx";
import { useMay } from "../../session/use-may.ts";
import { automationQuery, draftQuery } from "../draft/queries.ts";
import { DraftContext, openDraft } from "../draft/use-draft.ts";
import type { Act } from "../publishing/act.ts";
import type { AutomationInfo } from "../queries.ts";
import { isTold } from "../sentence/sentence.ts";
import { Editor } from "./editor.tsx";
import { EditorContext, isView, type EditorPlace } from "./use-editor.ts";

/** One automation: how it is written, in the view that the address names. */
const AutomationPage = () => {
  const { t } = useTranslation();
  const may = useMay();
  const { key, view, part } = useParams<{ key: string; view?: string; part?: string }>();
  const [search] = useSearchParams();
  const automation = useQuery(automationQuery(key));
  const mayEdit = may("automation", "edit");
  const draft = useQuery({ ...draftQuery(key), enabled: mayEdit, retry: false });
  const [act, setAct] = useState<Act | null>(null);
  const place: EditorPlace = {
    key,
    view: isView(view) ? view : "sequence",
    part: part === undefined ? null : decodeURIComponent(part),
    sample: search.get("sample"),
    mayEdit,
    act,
    setAct,
  };
  if (automation.isError && automation.data === undefined)
    return <ErrorState error={automation.error} retry={() => void automation.refetch()} />;
  // Who may not see the draft of somebody else sees what is published.
  const isClosed = draft.error instanceof Problem && draft.error.status === 403;
  if (draft.isError && !isClosed)
    return <ErrorState error={draft.error} retry={() => void draft.refetch()} />;
  if (automation.data === undefined || (mayEdit && draft.isPending)) return <Loading />;
  const written = writtenOf(automation.data, draft.data ?? null);
  if (written === null)
    return (
      <EmptyPage
        text={t(automation.data === null ? "common.notFound" : "automations.untold")}
        act={<Link href="/automations">{t("editor.toList")}</Link>}
      />
    );
  return (
    <EditorContext value={isClosed ? { ...place, mayEdit: false } : place}>
      <Draft
        // A newer version is another draft's beginning.
        key={`${key} ${automation.data?.version ?? 0}`}
        automation={automation.data}
        stored={draft.data ?? null}
        written={written}
      />
    </EditorContext>
  );
};

const writtenOf = (automation: AutomationInfo | null, draft: DraftPayload | null): AutomationInput | null => {
  if (automation === null) return draft === null ? null : (draft.definition as unknown as AutomationInput);
  if (!isTold(automation.definition)) return null;
  const { active: _, ...definition } = automation.definition as AutomationInput;
  return definition;
};

interface DraftProps {
  readonly automation: AutomationInfo | null;
  readonly stored: DraftPayload | null;
  readonly written: AutomationInput;
}

const Draft = ({ automation, stored, written }: DraftProps) => {
  const store = useMemo(
    () => openDraft(written.key, { published: written, baseVersion: automation?.version ?? 0, stored }),
    // What the server answers later is no reason to begin anew: this page knows better.
    [],
  );
  return (
    <DraftContext value={store}>
      <Editor automation={automation} published={automation === null ? null : written} />
    </DraftContext>
  );
};

// oxlint-disable-next-line import/no-default-export -- what React.lazy takes
export default AutomationPage;
