import { crc32, inflateSync } from "node:zlib";

/** What stands in a PNG, its check sums looked at. */
export function readPng(bytes: Uint8Array): object {
  const png = Buffer.from(bytes);
  if (png.toString("latin1", 0, 8) !== "\x89PNG\r\n\x1a\n") throw new RangeError("no PNG");
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const body = png.subarray(at + 4, at + 8 + length);
    if (png.readUInt32BE(at + 8 + length) !== crc32(body)) throw new RangeError(`a wrong check sum at ${at}`);
    chunks.set(body.toString("latin1", 0, 4), body.subarray(4));
    at += 12 + length;
  }
  const of = (type: string) => chunks.get(type) ?? Buffer.alloc(0);
  const [head, size] = [of("IHDR"), of("pHYs")];
  return {
    chunks: [...chunks.keys()],
    width: head.readUInt32BE(0),
    height: head.readUInt32BE(4),
    depth: head[8],
    colour: head[9],
    perMetre: [size.readUInt32BE(0), size.readUInt32BE(4)],
    unit: size[8],
    title: of("iTXt").toString("utf8", "Title".length + 5),
    rows: unfiltered(inflateSync(of("IDAT")), head.readUInt32BE(0) * (head[9] === 2 ? 3 : 1)),
  };
}

/** Rows as they are, from rows that say what differs from the row above. */
function unfiltered(data: Uint8Array, width: number): readonly (readonly number[])[] {
  const rows: number[][] = [];
  for (let at = 0; at < data.length; at += 1 + width) {
    if (data[at] !== 2) throw new RangeError(`an unexpected filter, ${data[at]}`);
    const above = rows.at(-1);
    rows.push([...data.subarray(at + 1, at + 1 + width)].map((value, x) => (value + (above?.[x] ?? 0)) & 0xff));
  }
  return rows;
}
