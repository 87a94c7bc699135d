import "@mantine/notifications/styles.layer.css";
import { Notifications } from "@mantine/notifications";
import classes from "./toasts.module.css";

// By way of the root: a class given to it would also be each toast's.
const OVER_THE_PAGE = { root: classes["toasts"] ?? "" };

/**
 * Where toasts appear: over the page's own content, at its foot; what stands below (the strip of a demo, a phone's
 * rooms) is pressed next and stays free. A chunk of its own, for no page has one to show at once.
 */
const Toasts = () => (
  <Notifications position="bottom-center" limit={3} withinPortal={false} classNames={OVER_THE_PAGE} />
);

// Of the same chunk: where the connection is gone, what tells so is there already.
export { notifications } from "@mantine/notifications";

// oxlint-disable-next-line import/no-default-export -- what React.lazy takes
export default Toasts;
