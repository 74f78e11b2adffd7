import type { Flow } from "../model/flow.ts";
import type { LayOutOptions } from "./page.ts";
import type { Theme } from "./theme.ts";

/** How a figure is asked for; a format takes no notice of what it has no use for. */
export interface DrawOptions extends LayOutOptions {
  readonly theme?: Theme;
  /** Cells of a line of a ladder. */
  readonly columns?: number;
  /** Whether a line may have more where the heads need them; by default it may. */
  readonly wider?: boolean;
  /** A ladder of ASCII characters alone. */
  readonly ascii?: boolean;
  /** Is told, in a sentence, what the format cannot say of this flow. */
  readonly notice?: (sentence: string) => void;
}

/** A way to draw a flow as text. */
export interface FigureFormat {
  /** As `--format` names it. */
  readonly id: string;
  /** Of a file's name, with its dot. */
  readonly ending: string;
  readonly summary: string;
  /** Page by page, each made when it is asked for; most formats have one. */
  draw(flow: Flow, options: DrawOptions): Iterable<string>;
}
