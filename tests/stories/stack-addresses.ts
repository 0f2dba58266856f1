/** What the global start tells the test workers, which are processes of their own. */
export const STACK_VARIABLE = "SECOND_THOUGHT_STACK";

export interface StackAddresses {
  urls: { platform: string; storefront: string; app: string };
  dataDir: string;
  databaseUrl: string;
  /** What web and worker are configured with. */
  env: Record<string, string>;
  /** @see stack-levers.ts */
  levers: string;
}

export function readStackAddresses(): StackAddresses {
  const text = process.env[STACK_VARIABLE];
  if (!text)
    throw new Error(
      "The stack is not running: stories are started by playwright.config.ts.",
    );
  return JSON.parse(text) as StackAddresses;
}
