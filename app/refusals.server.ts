import { AppError } from "#app/errors.ts";

/**
 * Lets a route call a door: a refusal we expected becomes the Response that Remix's error boundary shows, with its own
 * status; everything else stays a bug and answers 500.
 */
export async function orRefuse<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new Response(error.message, {
      status: error.status,
      statusText: error.code,
    });
  }
}
