import { deflateSync } from "node:zlib";
import { Resvg } from "@resvg/resvg-js";
import { expect, test } from "vitest";
import { writePng } from "../../../src/figure/png/write-png.ts";
import { readPng } from "./read-png.ts";

const pixels = (...colours: readonly (readonly [number, number, number])[]) => ({
  width: 2,
  height: colours.length / 2,
  rgba: Uint8Array.from(colours.flatMap((colour) => [...colour, 255])),
});
const options = { title: "Figure 1: Änderung 中", dpi: 300, deflate: deflateSync };

test("what is grey has one channel, what is not has three", () => {
  const grey = readPng(writePng(pixels([0, 0, 0], [9, 9, 9], [255, 255, 255], [128, 128, 128]), options));
  expect(grey).toMatchObject({
    width: 2,
    height: 2,
    depth: 8,
    colour: 0,
    title: options.title,
    rows: [
      [0, 9],
      [255, 128],
    ],
  });
  const red = readPng(writePng(pixels([0, 0, 0], [9, 8, 9], [1, 2, 3], [4, 5, 6]), options));
  expect(red).toMatchObject({
    colour: 2,
    rows: [
      [0, 0, 0, 9, 8, 9],
      [1, 2, 3, 4, 5, 6],
    ],
  });
});

test("the size on paper is in it", () => {
  expect(readPng(writePng(pixels([0, 0, 0], [0, 0, 0]), options))).toMatchObject({ perMetre: [11811, 11811], unit: 1 });
  expect(readPng(writePng(pixels([0, 0, 0], [0, 0, 0]), { ...options, dpi: 96 }))).toMatchObject({ perMetre: [3780, 3780] });
});

test("another reader sees the same pixels", () => {
  for (const colours of [
    [
      [0, 0, 0],
      [9, 9, 9],
      [255, 255, 255],
      [128, 128, 128],
    ],
    [
      [0, 0, 0],
      [9, 8, 9],
      [1, 2, 3],
      [4, 5, 6],
    ],
  ] as const) {
    const given = pixels(...colours);
    const data = Buffer.from(writePng(given, options)).toString("base64");
    const image = `<image width="2" height="2" image-rendering="optimizeSpeed" href="data:image/png;base64,${data}"/>`;
    const seen = new Resvg(`<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2">${image}</svg>`).render();
    expect([...seen.pixels]).toEqual([...given.rgba]);
  }
});
