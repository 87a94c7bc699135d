/** The stage that every measured save moves a deal into. */
export const TARGET = "sales/proposal";

/** The one automation that matches and executes. */
export const MATCHING = {
  key: "matching",
  object: "deal",
  trigger: { enters: { stage: TARGET } },
  steps: [
    { id: "call", do: "plan_activity", with: { type: "call", summary: "Call about {{ deal.title }}" } },
  ],
};

const ELSEWHERE = ["sales/qualified", "sales/negotiation", "sales/won", "sales/lost"];

/**
 * What else a workspace has, none of which matches: of ten, five wait in other stages, two on other fields, one
 * for an event, one on another object, and one stands in the very same stage with a condition that is false, so
 * that it has to be judged.
 */
export const others = (count: number): { key: string }[] =>
  Array.from({ length: count }, (_, index) => ({ key: `other-${index}`, steps: TAG, ...other(index) }));

const TAG = [{ id: "tag", do: "add_tags", with: { tags: ["seen"] } }];

const other = (index: number): { object: string; trigger: object } => {
  const stage = ELSEWHERE[index % ELSEWHERE.length];
  switch (index % 10) {
    case 0:
      return {
        object: "deal",
        trigger: {
          enters: {
            all: [
              ["stage", "is", TARGET],
              ["amount", "gt", 1_000_000 + index],
            ],
          },
        },
      };
    case 1:
      return { object: "deal", trigger: { on: "updated", fields: ["probability"] } };
    case 2:
      return { object: "deal", trigger: { enters: ["lost_reason", "is", `reason ${index}`] } };
    case 3:
      return { object: "deal", trigger: { event: "message.received" } };
    case 4:
      return { object: "contact", trigger: { enters: ["last_name", "is", `name ${index}`] } };
    case 5:
    case 6:
      return {
        object: "deal",
        trigger: {
          enters: {
            all: [
              ["stage", "is", stage],
              ["amount", "gt", index],
            ],
          },
        },
      };
    default:
      return { object: "deal", trigger: { enters: { stage } } };
  }
};
