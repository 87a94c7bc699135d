import type { AllNode } from "./all.ts";
import type { AnyNode } from "./any.ts";
import type { ConditionNode } from "./condition.ts";
import type { NotNode } from "./not.ts";
import type { RelatedNode } from "./related.ts";
import type { SegmentNode } from "./segment.ts";

/** A filter that has been parsed: immutable, typed, every name in it resolved. */
export type Filter = AllNode | AnyNode | NotNode | RelatedNode | SegmentNode | ConditionNode;
