import { fork, type ChildProcess } from "node:child_process";
import { createWriteStream } from "node:fs";
import fs from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export interface ChildOptions {
  name: string;
  script: string;
  args?: string[];
  /** Modules that are loaded before the script. */
  preload?: string[];
  env: Record<string, string | undefined>;
  logFile: string;
  /** Asked until it answers true; throws away its own errors. */
  isReady: () => Promise<boolean>;
  /** Told when the process ended without being asked to, and is about to be started again. */
  onCrash: (remark: string) => void;
  onStarted: (pid: number) => void;
}

export interface Child {
  name: string;
  readonly pid: number | undefined;
  stop(): Promise<void>;
  /** Ends the process the hard way, as a machine that fails would; it is then started again. */
  kill(): void;
  restart(): Promise<void>;
  ready(): Promise<void>;
}

const READY_SECONDS = 60;
const STOP_SECONDS = 8;
const RESTART_PAUSE_MS = 500;
/** Crashes in a row, each less than ten seconds after its start, after which we give up. */
const MAX_QUICK_CRASHES = 5;

/**
 * A process of our own that is started again when it ends by itself. It gets its own process group, so that
 * Ctrl-C reaches only us and we end all of them in order; and a channel to us, by whose end it notices that we
 * are gone, however we went (dev/demo/follow-parent.ts).
 */
export function startChild(options: ChildOptions): Child {
  let current: ChildProcess | undefined;
  let stopping = false;
  let quickCrashes = 0;
  let givenUp: string | undefined;

  const spawn = () => {
    const startedAt = Date.now();
    const child = launch(options);
    current = child;
    if (child.pid) options.onStarted(child.pid);
    child.once("exit", (code, signal) => {
      if (stopping || current !== child) return;
      quickCrashes = Date.now() - startedAt < 10_000 ? quickCrashes + 1 : 0;
      const how = signal ? `was ended by ${signal}` : `ended with code ${code}`;
      if (quickCrashes >= MAX_QUICK_CRASHES) {
        givenUp = `${options.name} ${how} again and again; see ${options.logFile}`;
        options.onCrash(givenUp);
        return;
      }
      options.onCrash(
        `${options.name} ${how}; starting it again (${options.logFile})`,
      );
      setTimeout(() => stopping || spawn(), RESTART_PAUSE_MS);
    });
  };
  spawn();

  const stop = async () => {
    stopping = true;
    if (current) await end(current);
  };
  const ready = async () => {
    const deadline = Date.now() + READY_SECONDS * 1000;
    while (!(await options.isReady().catch(() => false))) {
      if (givenUp) throw new Error(await explain(options, givenUp));
      if (Date.now() > deadline)
        throw new Error(
          await explain(
            options,
            `${options.name} is not ready after ${READY_SECONDS} s`,
          ),
        );
      await sleep(50);
    }
  };
  return {
    name: options.name,
    get pid() {
      return current?.pid;
    },
    stop,
    kill: () => void current?.kill("SIGKILL"),
    async restart() {
      await stop();
      stopping = false;
      spawn();
      await ready();
    },
    ready,
  };
}

function launch({
  script,
  args = [],
  preload = [],
  env,
  logFile,
}: ChildOptions): ChildProcess {
  const imports = ["./dev/demo/follow-parent.ts", ...preload].flatMap(
    (file) => ["--import", file],
  );
  const child = fork(script, args, {
    execArgv: ["--disable-warning=ExperimentalWarning", ...imports],
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    detached: true,
    serialization: "json",
  });
  const log = createWriteStream(logFile, { flags: "a" });
  log.write(`\n--- ${new Date().toISOString()} ${script} pid ${child.pid}\n`);
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  child.once("close", () => log.end());
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) =>
    child.once("exit", () => resolve()),
  );
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_SECONDS * 1000);
  await ended;
  clearTimeout(timer);
}

async function explain(
  { logFile }: ChildOptions,
  what: string,
): Promise<string> {
  const log = await fs.readFile(logFile, "utf8").catch(() => "");
  const tail = log.trimEnd().split("\n").slice(-20).join("\n");
  return `${what}\n--- the end of ${path.relative(process.cwd(), logFile)}\n${tail}`;
}
