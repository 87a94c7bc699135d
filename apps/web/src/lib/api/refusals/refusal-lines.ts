import type { KnownLines } from "../../known-line.ts";

/** What the server says where it refuses what somebody can ask for here (`new Refusal(…)` of the server). */
export const REFUSAL_LINES: KnownLines = [
  // Automations
  [/^there is an automation "(?<name>.*)" already; publish a new version of it$/u, "automationThere"],
  [/^automation "(?<name>.*)" is active already$/u, "alreadyActive"],
  [/^automation "(?<name>.*)" is not active$/u, "notActive"],
  [/^automation "(?<name>.*)" is not active: what waits stays, and nothing is sent$/u, "waitsStays"],
  [/^automation "(?<name>.*)": "existing" means nothing for the trigger "\w+"$/u, "existingMeansNothing"],
  [/^automation "(?<name>.*)": "created_after" narrows new records and cannot go with/u, "newOrExisting"],
  [/^automation "(?<name>.*)" works on (?<object>\w+); make another one for (?<other>\w+)$/u, "otherObject"],
  [/^automation "(?<name>.*)" works on (?<object>\w+)(?:, not on \w+)?$/u, "worksOn"],
  [/^automation "(?<name>.*)" is at version (?<version>\d+) by now, not (?<based>\d+);/u, "newerVersion"],
  [
    /^automation "(?<name>.*)" is at version (?<version>\d+); there is nothing to roll back$/u,
    "nothingToRollBack",
  ],
  [/^automation "(?<name>.*)" could not be read any more: /u, "unreadable"],
  [/^automation "(?<name>.*)" cannot be pressed for all: /u, "pressedForOne"],
  [/^the draft of "(?<name>.*)" was published or discarded meanwhile$/u, "draftGone"],
  [
    /^forbidden: automation "(?<name>.*)" has runs under way on records that .* may not edit$/u,
    "runsOfOthers",
  ],
  [/^forbidden: automation "(?<name>.*)" names what .* may not see$/u, "untold"],
  [/^forbidden: how many are reached tells of addresses that .* may not read$/u, "addresses"],
  // Runs
  [/^step "(?<step>.*)" does not wait: its message is on its way$/u, "onItsWay"],
  [/^step "(?<step>.*)" did not fail; only what failed is done again$/u, "didNotFail"],
  [/^version (?<version>\d+) of "(?<name>.*)" has no step "(?<step>.*)"$/u, "withoutStep"],
  [/^the run has ended \((?<reason>\w+)\) and does not go on$/u, "runEnded"],
  [/^another run of "(?<name>.*)", or of its group, is under way for this record$/u, "anotherRun"],
  [/^(?<count>\d+) steps have failed by now, not (?<wished>\d+); look again/u, "failedByNow"],
  // Segments, templates, roles, keys
  [/^the segment "(?<name>.*)" is used by (?<users>.*)$/u, "segmentUsed"],
  [
    /^the active automations? (?<users>.+?) uses? the segment "(?<name>.*)"; (?<enter>\d+) records would enter it, (?<leave>\d+) leave and (?<stay>\d+) stay: /u,
    "segmentActive",
  ],
  [/^forbidden: the segment "(?<name>.*)" asks what you may not read$/u, "segmentUnread"],
  [/^the template "(?<name>.*)" is used by automation "(?<user>.*)"$/u, "templateUsed"],
  [/^forbidden: the template "(?<name>.*)" prints what you may not see$/u, "templateUnseen"],
  [/^forbidden: the template "(?<name>.*)" cannot be changed by you: /u, "templateClosed"],
  [/^the role "(?<name>.*)" is one of the product's own and stays$/u, "roleStays"],
  [
    /^(?<names>.+) and (?<more>\d+) others have the role "(?<name>.*)"; give them another first$/u,
    "roleHeldByMore",
  ],
  [/^(?<names>.+) have the role "(?<name>.*)"; give them another first$/u, "roleHeld"],
  [/^forbidden: keys that act as somebody else are for administrators to make$/u, "keysOfOthers"],
  [/^forbidden: .* of (?<object>\w+) records may \w+ only their own$/u, "ownOnly"],
  [/^forbidden: .* of (?<object>\w+) records may \w+ only those of their team$/u, "teamOnly"],
  [/^forbidden: this address is for administrators alone$/u, "adminsOnly"],
  // Records, files, views
  [/^somebody is saving this record at this moment; try again$/u, "savingNow"],
  [/^this \w+ has (?<most>\d+) files; delete one first$/u, "mostFiles"],
  [/^the lead was converted already$/u, "converted"],
  [/^the lead was converted already, to the deal (?<deal>.*)$/u, "convertedTo"],
  [/^you have (?<most>\d+) views of .*; delete one first$/u, "mostViews"],
  [/^the view "(?<name>.*)" is somebody else's; save it under another name$/u, "viewOfOther"],
  // Objects, fields, pipelines
  [/^there is an object "(?<name>.*)" already$/u, "objectThere"],
  [/^(?<object>\w+) has a field "(?<name>.*)" already$/u, "fieldThere"],
  [/^there is or was a pipeline "(?<name>.*)"; choose another key$/u, "pipelineThere"],
  [/^(?<stage>.*) is the last stage; delete the pipeline (?<name>.*) instead$/u, "lastStage"],
  // Coming in, the demo
  [/^the password was changed in the meantime$/u, "passwordChanged"],
  [/^this workspace has its administrator already; log in$/u, "taken"],
  [/^the first request with this Idempotency-Key is not done yet$/u, "stillSending"],
  [/^the clock of the demo goes at most (?<years>\d+) years ahead; /u, "clockFar"],
  [/^this workspace holds no demo$/u, "noDemo"],
  [/^the demo needs an empty workspace, and this one has /u, "demoNeedsEmpty"],
];
