import net from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { choosePorts } from "#dev/demo/stack.ts";
import { findFreePort } from "#dev/ports.ts";

async function occupy(port: number, host: string): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  onTestFinished(() => void server.close());
  return (server.address() as net.AddressInfo).port;
}

test("a port that somebody listens on is passed over, on whichever address", async () => {
  for (const host of ["127.0.0.1", "0.0.0.0"]) {
    const port = await occupy(0, host);
    const free = await findFreePort(port);
    expect(free).toBeGreaterThan(port);
    expect(await findFreePort(port, new Set([free]))).toBeGreaterThan(free);
  }
});

test("the stack says which port it could not have, and gives none twice", async () => {
  const port = await occupy(0, "127.0.0.1");
  const { ports, remark } = await choosePorts(port);
  expect(new Set(Object.values(ports)).size).toBe(4);
  expect(ports.platform).toBeGreaterThan(port);
  expect(remark).toMatch(new RegExp(`port ${port} \\(now \\d+\\)`));
});
