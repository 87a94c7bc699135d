/** Reason codes of automation.md, in its order. They are stable; the catalogues translate them. */
export const REASONS = [
  "condition_false", "left_criterion", "goal_reached", "replied", "manual", "already_active", "already_ran",
  "reentry_gap", "exclusive_group", "before_activation", "import_not_asked", "automation_inactive",
  "automation_deleted", "version_replaced", "record_deleted", "record_merged", "record_archived", "waiting_time",
  "waiting_date", "waiting_previous", "waiting_person", "waiting_event", "waiting_window", "no_recipient",
  "no_consent", "not_subscribed", "unsubscribed", "not_working", "excluded", "quiet_hours", "frequency_cap", "late",
  "no_credit", "duplicate", "missing_stage", "missing_pipeline", "missing_field", "missing_template",
  "missing_value", "missing_person", "previous_failed", "loop_guard", "rate_limited", "forbidden", "restarted",
  "event_timeout", "discarded", "circuit_open", "uncertain", "error",
] as const;

export type Reason = (typeof REASONS)[number];
