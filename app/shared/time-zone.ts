/** Wall time and instants of a named time zone, for dates a merchant types and boundaries a shopper sees. */

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-US", {
      timeZone,
      calendar: "iso8601",
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

/** The wall clock of `timeZone` at `instant`, as if it were UTC: milliseconds for arithmetic on calendar fields. */
function wallMs(instant: Date, timeZone: string): number {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of formatterOf(timeZone).formatToParts(instant))
    parts[type] = Number(value);
  const {
    year = 0,
    month = 1,
    day = 1,
    hour = 0,
    minute = 0,
    second = 0,
  } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function instantOfWallMs(wall: number, timeZone: string): Date {
  const offsetAt = (ms: number) =>
    wallMs(new Date(ms), timeZone) - Math.floor(ms / 1000) * 1000;
  // Two offsets can be in force around a clock change. The one that brings the wall clock back is right; in the hour
  // that is skipped neither does, and the later instant is what people mean ("02:30" becomes 03:30).
  const before = wall - offsetAt(wall - 86_400_000);
  const after = wall - offsetAt(wall + 86_400_000);
  const fits = [before, after].filter(
    (ms) => wallMs(new Date(ms), timeZone) === wall,
  );
  return new Date(
    fits.length > 0 ? Math.min(...fits) : Math.max(before, after),
  );
}

/** `YYYY-MM-DDTHH:mm` on the wall clock of `timeZone`, the form of `<input type="datetime-local">`. */
export function wallTimeOf(instant: Date, timeZone: string): string {
  return new Date(wallMs(instant, timeZone)).toISOString().slice(0, 16);
}

/** The instant of `YYYY-MM-DDTHH:mm` in `timeZone`; undefined when it is no such text or no such date. */
export function instantOf(
  wallTime: string,
  timeZone: string,
): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(wallTime)) return undefined;
  const wall = new Date(`${wallTime}:00.000Z`);
  // `2026-02-30` is read as 2 March: a date that does not come back was none.
  if (
    Number.isNaN(wall.getTime()) ||
    wall.toISOString().slice(0, 16) !== wallTime
  )
    return undefined;
  return instantOfWallMs(wall.getTime(), timeZone);
}

/** The first full hour or midnight on the wall clock of `timeZone` that is not before `instant`. */
export function nextBoundary({
  instant,
  unit,
  timeZone,
}: {
  instant: Date;
  unit: "hour" | "day";
  timeZone: string;
}): Date {
  const step = unit === "hour" ? 3_600_000 : 86_400_000;
  const whole = new Date(Math.ceil(instant.getTime() / 1000) * 1000);
  let wall = Math.ceil(wallMs(whole, timeZone) / step) * step;
  let boundary = instantOfWallMs(wall, timeZone);
  // In the hour that a clock change repeats, the first of the two boundaries may already lie behind.
  while (boundary < instant)
    boundary = instantOfWallMs((wall += step), timeZone);
  return boundary;
}

/** `YYYY-MM-DD` on the wall clock of `timeZone`. */
export function dateOf(instant: Date, timeZone: string): string {
  return wallTimeOf(instant, timeZone).slice(0, 10);
}

/** Midnight with which the day of `instant` began in `timeZone`. */
export function startOfDay(instant: Date, timeZone: string): Date {
  return instantOfWallMs(
    Math.floor(wallMs(instant, timeZone) / 86_400_000) * 86_400_000,
    timeZone,
  );
}
