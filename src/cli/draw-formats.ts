import { type DrawOptions, figureFormats } from "../figure/index.ts";
import type { Content } from "../host/index.ts";
import type { Flow } from "../model/flow.ts";

/** A way to draw a flow, as text or as bytes. */
export interface DrawFormat {
  readonly id: string;
  readonly ending: string;
  readonly summary: string;
  /** Whether its pages are bytes, which no terminal shows and `out/` does not keep. */
  readonly binary?: true;
  /** Page by page, each made when it is asked for. */
  draw(flow: Flow, options: DrawOptions): Iterable<Content> | AsyncIterable<Content>;
}

/** What `callflow draw` can make, the default first. */
export const drawFormats: readonly DrawFormat[] = figureFormats;
