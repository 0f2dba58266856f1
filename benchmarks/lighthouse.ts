import lighthouse from "lighthouse";

/** What one Lighthouse run says of one page, on its simulated phone (4x CPU slowdown, slow 4G). */
export interface PageFigures {
  /** 0 to 100. */
  score: number;
  totalBlockingMs: number;
  largestContentfulPaintMs: number;
  cumulativeLayoutShift: number;
}

/**
 * Measures one page in the running Chromium that listens on `port`, with its cookies: the shopper has given consent and
 * has a basket. Throws when Lighthouse could not load the page.
 */
export async function measurePage(
  url: string,
  port: number,
): Promise<PageFigures> {
  const result = await lighthouse(url, {
    port,
    output: "json",
    logLevel: "silent",
    onlyCategories: ["performance"],
    disableStorageReset: true,
  });
  const report = result?.lhr;
  if (!report || report.runtimeError)
    throw new Error(
      `Lighthouse could not measure ${url}: ${report?.runtimeError?.message ?? "no report"}`,
    );
  const value = (id: string) => {
    const number = report.audits[id]?.numericValue;
    if (number === undefined) throw new Error(`Lighthouse gave no ${id}`);
    return number;
  };
  return {
    score: (report.categories.performance?.score ?? Number.NaN) * 100,
    totalBlockingMs: value("total-blocking-time"),
    largestContentfulPaintMs: value("largest-contentful-paint"),
    cumulativeLayoutShift: value("cumulative-layout-shift"),
  };
}
