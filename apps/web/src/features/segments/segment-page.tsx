import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "wouter";
import { EmptyPage } from "../../ui/empty-state.tsx";
import { readJson } from "../../lib/read-json.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { Loading } from "../../ui/loading.tsx";
import { segmentsQuery } from "../conditions/queries.ts";
import { objectsQuery } from "../model/queries.ts";
import { SegmentForm } from "./segment-form.tsx";

/** One segment, or a new one: `/segments/new?object=deal&filter=…` begins with a filter that was made elsewhere. */
const SegmentPage = () => {
  const { t } = useTranslation();
  const { key } = useParams<{ key: string }>();
  const [params] = useSearchParams();
  const segments = useQuery(segmentsQuery);
  const objects = useQuery(objectsQuery);
  const error = segments.error ?? objects.error;
  if (error !== null && segments.data === undefined)
    return <ErrorState error={error} retry={() => void segments.refetch()} />;
  if (segments.data === undefined || objects.data === undefined) return <Loading />;
  if (key === "new")
    return (
      <SegmentForm
        key="new"
        segment={{
          key: "",
          object: params.get("object") ?? "deal",
          filter: readJson(params.get("filter")),
        }}
        isNew
      />
    );
  const segment = segments.data.items.find((one) => one.key === key);
  if (segment === undefined)
    return (
      <EmptyPage text={t("segments.notFound")} act={<Link href="/segments">{t("segments.title")}</Link>} />
    );
  return <SegmentForm key={key} segment={segment} isNew={false} />;
};

// oxlint-disable-next-line import/no-default-export -- what React.lazy takes
export default SegmentPage;
