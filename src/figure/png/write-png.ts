import { crc32 } from "../../model/crc-32.ts";
import { joined } from "../../model/join-bytes.ts";

/** A picture without transparency, row by row from the top. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Four bytes for each pixel: red, green, blue, and one that is not looked at. */
  readonly rgba: Uint8Array;
}

export interface PngOptions {
  readonly title: string;
  /** Pixels to the inch: how large the picture is on paper. */
  readonly dpi: number;
  /** Packs bytes as zlib does (RFC 1950). */
  readonly deflate: (bytes: Uint8Array) => Uint8Array;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const GREY = 0;
const RGB = 2;
const METRE = 1;
/** Of a row: what differs from the row above. */
const UP = 2;

/** A PNG (ISO/IEC 15948) with 8 bits a channel, of one channel where all is grey: a third of the bytes and of the time. */
export function writePng(pixels: Pixels, { title, dpi, deflate }: PngOptions): Uint8Array {
  const { width, height } = pixels;
  const grey = rowsOf(pixels, 1);
  const rows = grey ?? rowsOf(pixels, 3) ?? new Uint8Array();
  const perMetre = Math.round(dpi / 0.0254);
  return joined([
    Uint8Array.from(SIGNATURE),
    chunk("IHDR", Uint8Array.from([...fourBytes(width), ...fourBytes(height), 8, grey === null ? RGB : GREY, 0, 0, 0])),
    chunk("pHYs", Uint8Array.from([...fourBytes(perMetre), ...fourBytes(perMetre), METRE])),
    // Neither packed, nor in a language, nor translated.
    chunk("iTXt", new TextEncoder().encode(`Title\0\0\0\0\0${title}`)),
    chunk("IDAT", deflate(rows)),
    chunk("IEND", new Uint8Array()),
  ]);
}

/** Each row as what differs from the row above (filter 2): in a drawing that is mostly nothing. Null where one channel cannot say it. */
function rowsOf({ width, height, rgba }: Pixels, channels: 1 | 3): Uint8Array | null {
  const rows = new Uint8Array(height * (1 + width * channels));
  let to = 0;
  for (let y = 0; y < height; y += 1) {
    rows[to++] = UP;
    const begin = 4 * width * y;
    const above = y === 0 ? rows.subarray(rows.length) : rgba.subarray(begin - 4 * width, begin);
    for (let at = 0; at < 4 * width; at += 4) {
      const red = rgba[begin + at] ?? 0;
      const green = rgba[begin + at + 1] ?? 0;
      const blue = rgba[begin + at + 2] ?? 0;
      rows[to++] = red - (above[at] ?? 0);
      if (channels === 3) {
        rows[to++] = green - (above[at + 1] ?? 0);
        rows[to++] = blue - (above[at + 2] ?? 0);
      } else if (red !== green || red !== blue) return null;
    }
  }
  return rows;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = joined([new TextEncoder().encode(type), data]);
  return joined([Uint8Array.from(fourBytes(data.length)), body, Uint8Array.from(fourBytes(crc32(body)))]);
}

function fourBytes(value: number): readonly number[] {
  return [value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
}
