/** A condition that no search can ask: it needs a save, an event's payload or the step that waited. */
export class FilterNotCompilableError extends Error {
  override readonly name = "FilterNotCompilableError";
  readonly field: string;
  readonly operator: string;

  constructor(field: string, operator: string) {
    super(`"${field} ${operator}" can be judged for one record only, not searched for`);
    this.field = field;
    this.operator = operator;
  }
}
