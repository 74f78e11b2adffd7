import type { Comparison } from "../../analysis/comparison/comparison.ts";
import { mergedFlow, type StepChange } from "../../analysis/comparison/merged-flow.ts";
import { BLACK_AND_WHITE, layOut, type Scene, type Theme, writeLadder, writeSvg } from "../../figure/index.ts";
import { type Content, renderPng } from "../../host/index.ts";

/** A figure of what has changed. */
export interface ChangesFormat {
  readonly id: string;
  readonly ending: string;
  draw(comparison: Comparison): Promise<Content>;
}

const THEMES: Readonly<Record<StepChange, Theme>> = {
  inserted: inked("#00703c", true),
  removed: inked("#b00020", false),
  moved: inked("#1d4f91", false),
  changed: inked("#1d4f91", false),
};

const svg: ChangesFormat = { id: "svg", ending: ".svg", draw: async (comparison) => drawn(comparison).svg };

const png: ChangesFormat = {
  id: "png",
  ending: ".png",
  draw(comparison) {
    const { scene, svg: written } = drawn(comparison);
    return renderPng(scene, written, 300);
  },
};

const text: ChangesFormat = { id: "ladder", ending: ".txt", draw: async (comparison) => writeLadder(mergedFlow(comparison).flow) };

export const changesFormats: readonly ChangesFormat[] = [svg, png, text];

function drawn(comparison: Comparison): { readonly scene: Scene; readonly svg: string } {
  const { flow, changes } = mergedFlow(comparison);
  const scene = layOut(flow);
  const themes = new Map([...changes].map(([id, change]) => [id, THEMES[change]]));
  const svg = writeSvg(scene, BLACK_AND_WHITE, ({ step }) => themes.get(step?.ids[0] ?? "") ?? null);
  return { scene, svg };
}

/** The same lines in another colour; heavier where they are new, so that a copier shows it. */
function inked(ink: string, isHeavy: boolean): Theme {
  const stroked = <T extends { readonly stroke: string; readonly width: number }>(stroke: T): T => ({
    ...stroke,
    stroke: ink,
    width: stroke.width * (isHeavy ? 2 : 1),
  });
  const all = <T extends { readonly stroke: string; readonly width: number }, K extends string>(strokes: Readonly<Record<K, T>>) =>
    Object.fromEntries(Object.entries<T>(strokes).map(([role, stroke]) => [role, stroked(stroke)])) as Record<K, T>;
  return { ...BLACK_AND_WHITE, ink, lines: all(BLACK_AND_WHITE.lines), shapes: all(BLACK_AND_WHITE.shapes) };
}
