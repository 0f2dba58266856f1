/**
 * A refusal we expected: bad input, a spent code, a shop that left. Edges turn it into their caller's form;
 * everything else that is thrown is a bug and answers 500.
 */
export class AppError extends Error {
  /** Kebab-case and stable: callers and tests compare it ("campaign-ended"). */
  readonly code: string;
  /** HTTP status the edge answers with. */
  readonly status: number;

  constructor(code: string, status: number, message: string) {
    super(message);
    this.name = "AppError";
    this.code = code;
    this.status = status;
  }
}
