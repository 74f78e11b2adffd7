import { movedBlock } from "./moved-block.ts";
import type { ReadDocument } from "./tree.ts";
import { put, putBoth } from "./word-containers.ts";
import { frameOf, notice, placeOf, type WordReading } from "./word-reading.ts";
import { BOTH, isIn, views } from "./word-views.ts";

/** What stands in another Word file, at this place. @param chunk undefined where it cannot be read */
export function takeIn(chunk: ReadDocument | undefined, reading: WordReading): void {
  if (chunk === undefined) {
    notice(reading, "Another document is embedded here, and is not read");
    return;
  }
  const frame = frameOf(reading);
  const place = placeOf(reading);
  reading.emitter.flush(frame);
  const { accepted, original } = chunk;
  if (original !== null) reading.isTracked = true;
  const blocks = accepted.blocks.map((block) => movedBlock(block, place, null));
  if (original === null && reading.mask === BOTH) for (const block of blocks) putBoth(frame, block);
  else {
    const before = original?.blocks.map((block) => movedBlock(block, place, null)) ?? blocks;
    for (const view of views) if (isIn(reading.mask, view)) for (const block of view === 0 ? blocks : before) put(frame, view, block);
  }
}
