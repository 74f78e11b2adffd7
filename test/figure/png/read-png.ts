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
    rows: [...inflateSync(of("IDAT"))],
  };
}
