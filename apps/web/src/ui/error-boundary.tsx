import { Button } from "@mantine/core";
import { Component, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./states.module.css";

interface ErrorBoundaryProps {
  /** Where one goes next is shown anew. */
  readonly place: string;
  readonly children: ReactNode;
}

interface ErrorBoundaryState {
  readonly isBroken: boolean;
}

/** What breaks within it is said in its place; everything around goes on. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { isBroken: false };

  static getDerivedStateFromError(): ErrorBoundaryState {
    return { isBroken: true };
  }

  override componentDidUpdate({ place }: ErrorBoundaryProps): void {
    if (this.state.isBroken && place !== this.props.place) this.setState({ isBroken: false });
  }

  override render(): ReactNode {
    return this.state.isBroken ? <Broken /> : this.props.children;
  }
}

const Broken = () => {
  const { t } = useTranslation();
  return (
    <div className={classes["centre"]} role="alert">
      <h1 className={classes["line"]}>{t("common.broken")}</h1>
      <Button variant="default" onClick={() => window.location.reload()}>
        {t("common.reload")}
      </Button>
    </div>
  );
};
