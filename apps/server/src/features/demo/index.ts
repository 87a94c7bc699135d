/** The demo workspace: filling it, moving its clock, removing it. */
export { chooseContent, fillAtStart } from "./choose.ts";
export { fillDemo, type DemoPlace } from "./fill.ts";
export { moveClock } from "./clock/move-clock.ts";
export { previewRemoval, removeDemo } from "./removal/remove.ts";
