import type { Moment, MomentMessage } from "../../model/moment.ts";

/** What the script of a page knows beside what it sees: JSON, as small as can be without packing it. */
export interface PageData {
  readonly kind: "page";
  /** Ids and names, from left to right. */
  readonly participants: readonly (readonly [id: string, name: string])[];
  readonly items: readonly (readonly [id: string, name: string])[];
  readonly rows: readonly RowData[];
  readonly trace: TraceData | null;
}

/** A row that shows a step, in the order of the page. */
export interface RowData {
  /** Of its element in the page. */
  readonly id: string;
  /** `3. REFER, UE-1 to P-CSCF`. */
  readonly title: string;
  /** Ids of the elements of the flow it shows. */
  readonly elements: readonly string[];
  /** Of those that show the same as one arrow and as its hops; null where there is no choice. */
  readonly group: number | null;
  readonly as: "arrow" | "hop";
  /** Ids of the paragraph of the clause it belongs to, and of the notes on it. */
  readonly text: readonly string[];
  /** Labels and ids of the rows whose text cites it. */
  readonly citedBy: readonly (readonly [label: string, row: string])[];
}

export interface TraceData {
  /** `seed 1`, `variant all-media`, `drop 14`. */
  readonly about: string;
  readonly failures: readonly string[];
  /** Every entry of every list, once. */
  readonly entries: readonly unknown[];
  readonly messages: readonly MessageData[];
  /** The octets of messages, once each. */
  readonly raw: readonly string[];
  readonly moments: readonly MomentData[];
}

export type MessageData = Omit<MomentMessage, "raw"> & { readonly raw: number };

/** The lists of a moment. */
export const LISTS = ["dialogs", "subscriptions", "registrations", "transactions", "media", "knowledge"] as const;
export type List = (typeof LISTS)[number];

/** How a list becomes that of the next moment: what is kept of its beginning, what is dropped then, and which entries stand in its place. */
export type Change = readonly [keep: number, drop: number, ...entries: number[]];

export interface MomentData extends Omit<Moment, List | "kind" | "message"> {
  /** Its place in `messages`. */
  readonly message: number | null;
  readonly changes: { readonly [list in List]?: Change };
}
