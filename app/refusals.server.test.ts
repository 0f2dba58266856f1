import { describe, expect, it } from "vitest";
import { AppError } from "#app/errors.ts";
import { orRefuse } from "./refusals.server.ts";

describe("refusals", () => {
  it("answers a refusal with its status and words", async () => {
    const thrown = await orRefuse(
      Promise.reject(new AppError("campaign-unknown", 404, "No such campaign")),
    ).catch((response: unknown) => response);
    expect(thrown).toBeInstanceOf(Response);
    expect((thrown as Response).status).toBe(404);
    expect(await (thrown as Response).text()).toBe("No such campaign");
  });

  it("leaves a bug a bug", async () => {
    await expect(orRefuse(Promise.reject(new TypeError("x")))).rejects.toThrow(
      TypeError,
    );
  });
});
