/**
 * Writes what arrives while the last write is under way in one go, as databases commit in groups: no timer, so a quiet
 * server answers at once, and a busy one makes a few large writes instead of many small ones.
 *
 * Each promise settles after its own item is written, with what `write` answered at the item's place, if anything. When a batch fails, its items are written one by one, so that
 * one bad item fails alone; `write` must bear that an item comes twice. What `isOfItem` says is no item's fault (the database
 * is gone) fails the whole batch at once, instead of once for each that waits.
 */
export function createBatch<Item, Result = void>({
  write,
  maxItems,
  maxWriters,
  isOfItem = () => true,
}: {
  write: (items: Item[]) => Promise<Result[] | void>;
  maxItems: number;
  maxWriters: number;
  isOfItem?: (error: unknown) => boolean;
}): (item: Item) => Promise<Result> {
  interface Waiting {
    item: Item;
    resolve: (result: Result) => void;
    reject: (error: unknown) => void;
  }
  let waiting: Waiting[] = [];
  let writers = 0;

  const start = () => {
    if (writers >= maxWriters || waiting.length === 0) return;
    const batch = waiting.slice(0, maxItems);
    waiting = waiting.slice(maxItems);
    writers++;
    void writeBatch(batch).finally(() => {
      writers--;
      start();
    });
    start();
  };

  const writeBatch = async (batch: Waiting[]): Promise<void> => {
    try {
      const results = await write(batch.map(({ item }) => item));
      for (const [index, { resolve }] of batch.entries())
        resolve(results?.[index] as Result); // without results, Result is void
    } catch (error) {
      if (batch.length === 1 || !isOfItem(error)) {
        for (const { reject } of batch) reject(error);
        return;
      }
      for (const one of batch) await writeBatch([one]);
    }
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      // In the next turn, so that requests read from the sockets in this one go together.
      if (waiting.length === 1) setImmediate(start);
    });
}
