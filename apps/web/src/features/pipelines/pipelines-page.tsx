import { useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Redirect, useParams } from "wouter";
import { EmptyPage } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { Loading } from "../../ui/loading.tsx";
import { BoardView } from "./board/board-view.tsx";
import { BoardHead } from "./head/board-head.tsx";
import { CardList } from "./list/card-list.tsx";
import { NewRecordButton } from "./new-record/new-record.tsx";
import classes from "./pipelines-page.module.css";
import { boardQuery, pipelinesQuery, type Board } from "./queries.ts";
import { narrowing, useWanted } from "./wanted.ts";

const PipelinesPage = () => {
  const { t } = useTranslation();
  const { pipeline } = useParams<{ pipeline?: string }>();
  const pipelines = useQuery(pipelinesQuery);
  if (pipelines.isPending) return <Loading />;
  if (pipelines.isError && pipelines.data === undefined)
    return <ErrorState error={pipelines.error} retry={() => void pipelines.refetch()} />;
  const { items } = pipelines.data;
  if (pipeline !== undefined) return <PipelinePage key={pipeline} pipeline={pipeline} />;
  const first = items.find(({ object }) => object === "deal") ?? items[0];
  if (first === undefined) return <EmptyPage text={t("pipelines.noPipelines")} />;
  return <Redirect to={`/pipelines/${first.key}`} replace />;
};

const PipelinePage = ({ pipeline }: { readonly pipeline: string }) => {
  const [wanted] = useWanted();
  const board = useQuery(boardQuery(pipeline, narrowing(wanted)));
  if (board.isPending) return <Loading />;
  if (board.isError && board.data === undefined)
    return <ErrorState error={board.error} retry={() => void board.refetch()} />;
  return <ShownBoard board={board.data} />;
};

const ShownBoard = ({ board }: { readonly board: Board }) => {
  const { t } = useTranslation();
  const [wanted, change] = useWanted();
  const narrow = useMediaQuery("(max-width: 600px)", undefined, { getInitialValueInEffect: false });
  const narrowed = narrowing(wanted);
  const isBare = board.stages.every(({ records }) => records === 0);
  return (
    <div className={classes["page"]}>
      <BoardHead board={board} wanted={wanted} onChange={change} />
      {isBare && narrowed === "" && (
        <EmptyPage
          text={t("pipelines.empty")}
          act={board.may_create ? <NewRecordButton board={board} /> : undefined}
        />
      )}
      {isBare && narrowed !== "" && <p className={classes["nothing"]}>{t("pipelines.noResults")}</p>}
      {wanted.view === "list" ? (
        <CardList board={board} narrowed={narrowed} sort={wanted.sort} onSort={(sort) => change({ sort })} />
      ) : (
        <BoardView
          key={narrowed}
          board={board}
          narrowed={narrowed}
          narrow={narrow}
          stage={wanted.stage}
          onStage={(stage) => change({ stage })}
        />
      )}
    </div>
  );
};

// oxlint-disable-next-line import/no-default-export -- what React.lazy takes
export default PipelinesPage;
