import type { Step } from "../../model/flow.ts";

/** Where a trace is not as the flow has it. */
export type Discrepancy =
  /** @param what how much of it is not there: all, or only that it arrives, or only that it is sent */
  | { readonly kind: "missing"; readonly at: Spot; readonly what: "all" | "arrival" | "sending" }
  /** Something else takes its place. */
  | { readonly kind: "instead"; readonly at: Spot; readonly found: Seen }
  /**
   * @param after the last step that its sender has had part in by then; null where there is none
   * @param like a step before it that looks the same, and is done once more with new messages; null where there is none
   */
  | { readonly kind: "extra"; readonly found: Seen; readonly after: Step | null; readonly like: Step | null }
  /** Said again, in the same words. */
  | { readonly kind: "repeated"; readonly at: Spot; readonly times: number }
  /** @param how it comes before something that it needs, or after something that needs it */
  | { readonly kind: "moved"; readonly at: Spot; readonly past: Spot; readonly how: "before" | "after" };

/** A place in the flow. */
export interface Spot {
  /** Null where it is not printed. */
  readonly step: Step | null;
  /** The step before it, where it is not printed; null where there is none. */
  readonly after: Step | null;
  readonly from: string;
  /** The same participant where nothing is sent. */
  readonly to: string;
  /** Null where nothing is sent. */
  readonly message: string | null;
}

/** What a trace has. */
export interface Seen {
  /** Of the event in the trace. */
  readonly n: number;
  /** The label that the trace itself gives it. */
  readonly step: string | null;
  readonly from: string;
  readonly to: string;
  /** Null where nothing is sent. */
  readonly message: string | null;
}
