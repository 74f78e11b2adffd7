import type { Flow } from "../model/flow.ts";
import type { View } from "./step-rows.ts";

export interface DrawOptions {
  readonly view: View;
}

/** A way to draw a flow as text. */
export interface FigureFormat {
  /** As `--format` names it. */
  readonly id: string;
  /** Of a file's name, with its dot. */
  readonly ending: string;
  readonly summary: string;
  draw(flow: Flow, options: DrawOptions): string;
}
