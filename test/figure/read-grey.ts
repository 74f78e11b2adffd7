import { inflateSync } from "node:zlib";

/** A picture on white paper: 0 is black, 255 white. */
export interface Grey {
  readonly width: number;
  readonly height: number;
  at(x: number, y: number): number;
}

const CHANNELS: { readonly [colourType: number]: number } = { 0: 1, 2: 3, 4: 2, 6: 4 };

/** A PNG with 8 bits a channel, not interlaced and without a palette. */
export function readGrey(bytes: Uint8Array): Grey {
  const png = Buffer.from(bytes);
  const [width, height, channels] = [png.readUInt32BE(16), png.readUInt32BE(20), CHANNELS[png[25] ?? 0]];
  if (channels === undefined || png[24] !== 8 || png[28] !== 0) throw new RangeError("a PNG of another kind");
  const data: Buffer[] = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") data.push(png.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  const raw = inflateSync(Buffer.concat(data));
  const stride = width * channels;
  const rows = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x += 1) {
      const left = x < channels ? 0 : (rows[y * stride + x - channels] ?? 0);
      const up = y === 0 ? 0 : (rows[(y - 1) * stride + x] ?? 0);
      const corner = x < channels || y === 0 ? 0 : (rows[(y - 1) * stride + x - channels] ?? 0);
      const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
      rows[y * stride + x] = (raw[y * (stride + 1) + 1 + x] ?? 0) + predicted;
    }
  }
  const at = (x: number, y: number): number => {
    if (x < 0 || y < 0 || x >= width || y >= height) return 255;
    const pixel = y * stride + x * channels;
    const value = (channel: number) => rows[pixel + channel] ?? 0;
    const grey = channels < 3 ? value(0) : (value(0) + value(1) + value(2)) / 3;
    const alpha = channels % 2 === 0 ? value(channels - 1) / 255 : 1;
    return 255 - alpha * (255 - grey);
  };
  return { width, height, at };
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
