/** The app's web pixel: one per shop, with settings that its extension declares. */
import { gid, newId } from "../../../world/world.ts";
import { readPixelExtension } from "../../../storefront/pixels/extension.ts";
import type { AdminCall, Source } from "../call.ts";
import { userError } from "../errors.ts";

interface PixelInput {
  webPixel: { settings?: unknown };
}

const toPixel = (pixel: { id: string; settings: object }): Source => ({
  id: gid("WebPixel", pixel.id),
  settings: JSON.stringify(pixel.settings),
});

/** The settings, or why they are refused. */
function readSettings(
  call: AdminCall,
  { webPixel }: PixelInput,
): { settings: Record<string, unknown> } | { code: string; message: string } {
  const extension = readPixelExtension(call.ctx);
  if (!extension)
    return { code: "NO_EXTENSION", message: "No extension found" };
  let given: unknown = webPixel.settings ?? {};
  if (typeof given === "string") {
    try {
      given = JSON.parse(given) as unknown;
    } catch {
      given = null;
    }
  }
  if (typeof given !== "object" || given === null || Array.isArray(given))
    return {
      code: "INVALID_CONFIGURATION_JSON",
      message: "Settings must be valid JSON",
    };
  const settings = given as Record<string, unknown>;
  const wrong = [
    ...Object.keys(settings).filter(
      (name) => !extension.fields.some((field) => field.name === name),
    ),
    ...extension.fields
      .filter(({ name, required }) => required && !settings[name])
      .map(({ name }) => name),
  ];
  return wrong.length > 0
    ? {
        code: "INVALID_SETTINGS",
        message: `Settings do not match the extension's definition: ${wrong.join(", ")}`,
      }
    : { settings };
}

const refused = (field: string, code: string, message: string) => ({
  webPixel: null,
  userErrors: [userError([field], code, message)],
});

const owned = (call: AdminCall, id: string) => {
  const pixel = call.installation.webPixel;
  return pixel && gid("WebPixel", pixel.id) === id ? pixel : null;
};

export const webPixelQueries: Source = {
  webPixel: ({ id }: { id?: string | null }, call: AdminCall) => {
    const { webPixel } = call.installation;
    return webPixel && (!id || owned(call, id)) ? toPixel(webPixel) : null;
  },
};

export const webPixelMutations: Source = {
  webPixelCreate(input: PixelInput, call: AdminCall) {
    if (call.installation.webPixel)
      return refused("webPixel", "TAKEN", "Web pixel is already taken");
    const read = readSettings(call, input);
    if ("code" in read) return refused("settings", read.code, read.message);
    call.installation.webPixel = {
      id: newId(call.ctx.world),
      settings: read.settings,
    };
    call.ctx.save();
    return { webPixel: toPixel(call.installation.webPixel), userErrors: [] };
  },

  webPixelUpdate(input: PixelInput & { id: string }, call: AdminCall) {
    const pixel = owned(call, input.id);
    if (!pixel) return refused("id", "NOT_FOUND", "Web pixel not found");
    const read = readSettings(call, input);
    if ("code" in read) return refused("settings", read.code, read.message);
    pixel.settings = read.settings;
    call.ctx.save();
    return { webPixel: toPixel(pixel), userErrors: [] };
  },

  webPixelDelete({ id }: { id: string }, call: AdminCall) {
    if (!owned(call, id))
      return {
        deletedWebPixelId: null,
        userErrors: [userError(["id"], "NOT_FOUND", "Web pixel not found")],
      };
    delete call.installation.webPixel;
    call.ctx.save();
    return { deletedWebPixelId: id, userErrors: [] };
  },
};
