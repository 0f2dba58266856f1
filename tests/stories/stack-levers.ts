import http from "node:http";
import type { AddressInfo } from "node:net";
import type { Child } from "../../dev/demo/child.ts";

/**
 * Lets stories end and start processes of the stack: those belong to the runner, and a story is told in another process.
 * `POST /<name>/stop` and `POST /<name>/start` answer 204 once it is done.
 */
export async function offerLevers(
  children: Child[],
): Promise<{ url: string; close: () => void }> {
  const server = http.createServer((request, response) => {
    const [, name, verb] = (request.url ?? "").split("/");
    const child = children.find((one) => one.name === name);
    const work =
      verb === "stop" ? child?.stop : verb === "start" ? child?.restart : null;
    const say = (status: number, text?: string) =>
      response.writeHead(status).end(text);
    if (!work) return void say(404, `No lever ${request.url}`);
    work().then(
      () => say(204),
      (error: unknown) => say(500, String(error)),
    );
  });
  await new Promise<void>((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve()),
  );
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Does `work` while the process is down, and starts it again whatever happens. */
export async function whileDown(
  levers: string,
  name: "web" | "worker",
  work: () => Promise<void>,
): Promise<void> {
  const pull = async (verb: string) => {
    const response = await fetch(`${levers}/${name}/${verb}`, {
      method: "POST",
    });
    if (!response.ok) throw new Error(await response.text());
  };
  await pull("stop");
  try {
    await work();
  } finally {
    await pull("start");
  }
}
