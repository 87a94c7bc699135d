interface ApiErrorKind {
  readonly status: number;
  readonly title: string;
}

/** Every error that the API answers with: its stable code, HTTP status and title. */
export const API_ERRORS = {
  malformed: { status: 400, title: "The request cannot be read" },
  unauthenticated: { status: 401, title: "Sign in first" },
  wrong_credentials: { status: 401, title: "The name or the password is wrong" },
  second_factor_required: { status: 401, title: "A second factor is required" },
  forbidden: { status: 403, title: "You may not do this" },
  not_found: { status: 404, title: "There is no such thing" },
  method_not_allowed: { status: 405, title: "This cannot be done here" },
  conflict: { status: 409, title: "It conflicts with what is there" },
  duplicate: { status: 409, title: "It is there already" },
  in_use: { status: 409, title: "It is in use" },
  version_conflict: { status: 412, title: "Somebody else changed it in the meantime" },
  too_large: { status: 413, title: "The request is too large" },
  unsupported_media_type: { status: 415, title: "This kind of content is not accepted" },
  invalid: { status: 422, title: "Some values are not valid" },
  confirmation_required: { status: 428, title: "This needs a confirmation" },
  rate_limited: { status: 429, title: "Too many requests" },
  internal: { status: 500, title: "Something went wrong on our side" },
  unavailable: { status: 503, title: "Not available right now" },
} as const satisfies Readonly<Record<string, ApiErrorKind>>;

export type ApiErrorCode = keyof typeof API_ERRORS;
export const API_ERROR_CODES = Object.keys(API_ERRORS) as readonly ApiErrorCode[];
