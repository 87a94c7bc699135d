export { AllNode } from "./all.ts";
export { AnyNode } from "./any.ts";
export { ConditionNode } from "./condition.ts";
export type { Filter } from "./filter.ts";
export { NotNode } from "./not.ts";
export { COUNT_OPERATORS, type CountOperator, RelatedNode, type RelatedTest } from "./related.ts";
export { SegmentNode } from "./segment.ts";
