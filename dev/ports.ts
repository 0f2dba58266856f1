import net from "node:net";

/** The first free port of 127.0.0.1 from `from` on. */
export async function findFreePort(
  from: number,
  taken: ReadonlySet<number> = new Set(),
): Promise<number> {
  for (let port = from; port < from + 500 && port < 65_536; port++) {
    if (!taken.has(port) && (await isFree(port))) return port;
  }
  throw new Error(`No free port between ${from} and ${from + 500}.`);
}

/** Free means that we may listen there and nobody does on any address, which would shadow ours. */
async function isFree(port: number): Promise<boolean> {
  for (const host of ["127.0.0.1", "0.0.0.0"]) {
    if (!(await canListen(port, host))) return false;
  }
  return true;
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host, exclusive: true }, () =>
      server.close(() => resolve(true)),
    );
  });
}
