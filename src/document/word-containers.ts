import type { Block, DocumentPlace, Table, TableCell, TableRow } from "./tree.ts";
import { type Draft, emptyDraft, type WordProperties } from "./word-paragraph.ts";
import { ACCEPTED, BOTH, type Both, isIn, type View, type ViewMask, views } from "./word-views.ts";

/** What holds paragraphs: the body, a cell, a text box, a note. Both views are filled side by side. */
export interface Frame {
  readonly kind: "frame";
  readonly blocks: Both<Block[]>;
  /** Of each view, what has lost its paragraph mark there, and goes on with the next paragraph. */
  readonly carry: [Carry | null, Carry | null];
  /** Empty Word paragraphs since the last one that was not. */
  readonly blanks: [number, number];
  /** Where a part of the frame, or all of it, is not in one of the views. */
  mask: ViewMask;
  differs: boolean;
  /** A cell that the one above goes on over: nothing of it is to be seen. */
  isCovered: boolean;
}

export interface Carry {
  readonly draft: Draft;
  readonly properties: WordProperties;
}

export interface OpenTable {
  readonly kind: "table";
  readonly rows: Both<TableRow[]>;
  readonly place: DocumentPlace;
  differs: boolean;
}

export interface OpenRow {
  readonly kind: "row";
  readonly cells: Both<TableCell[]>;
  mask: ViewMask;
  differs: boolean;
}

export type Container = Frame | OpenTable | OpenRow;

export function newFrame(mask: ViewMask = BOTH): Frame {
  return { kind: "frame", blocks: [[], []], carry: [null, null], blanks: [0, 0], mask, differs: false, isCovered: false };
}

/** Puts a block into one view. */
export function put(frame: Frame, view: View, block: Block): void {
  frame.blocks[view].push(block);
  frame.differs = true;
}

/** Puts the same block into both. */
export function putBoth(frame: Frame, block: Block): void {
  frame.blocks[0].push(block);
  frame.blocks[1].push(block);
}

export function takeCarry(frame: Frame, view: View): Draft {
  const carry = frame.carry[view];
  frame.carry[view] = null;
  return carry?.draft ?? emptyDraft;
}

export function closeCell(row: OpenRow, cell: Frame): void {
  if (cell.differs || cell.mask !== BOTH) row.differs = true;
  const shared: TableCell = { blocks: cell.blocks[0] };
  for (const view of views) {
    if (!isIn(cell.mask, view)) continue;
    row.cells[view].push(view === 0 || !cell.differs ? shared : { blocks: cell.blocks[1] });
  }
}

export function closeRow(table: OpenTable, row: OpenRow): void {
  if (row.differs || row.mask !== BOTH) table.differs = true;
  const shared: TableRow = { cells: row.cells[0], change: row.mask === BOTH ? (row.differs ? "changed" : "none") : "inserted" };
  for (const view of views) {
    if (!isIn(row.mask, view) || row.cells[view].length === 0) continue;
    if (view === 0 || !(row.differs || row.mask !== BOTH)) table.rows[view].push(shared);
    else table.rows[view].push({ cells: row.cells[1], change: row.mask === BOTH ? "changed" : "deleted" });
  }
}

/** Null where it is empty in this view. */
export function tableIn(table: OpenTable, view: View): Table | null {
  const rows = table.rows[view];
  return rows.length === 0 ? null : { kind: "table", rows, place: table.place };
}

/** What is to be seen in one view alone has come in or gone out. */
export function changeOf(mask: ViewMask): "none" | "inserted" | "deleted" {
  return mask === BOTH ? "none" : mask === ACCEPTED ? "inserted" : "deleted";
}
