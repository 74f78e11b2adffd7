/** How a box is drawn. */
export interface Border {
  /** From the upper left, clockwise. */
  readonly corners: string;
  readonly flat: string;
  /** Left and right. */
  readonly sides: string;
  /** The same beside the middle line. */
  readonly middle: string;
  /** How far it reaches beyond its lifelines. */
  readonly overhang: number;
  /** Lines after which it becomes wider instead. */
  readonly lines: number;
}

export const CONDITION: Border = { corners: "╭╮╯╰", flat: "─", sides: "││", middle: "││", overhang: 2, lines: 3 };
export const ACTION: Border = { corners: "┌┐┘└", flat: "─", sides: "││", middle: "││", overhang: 0, lines: 9 };
export const REFERENCE: Border = { ...ACTION, overhang: 2, lines: 3 };
export const EXCHANGE: Border = { corners: "╔╗╝╚", flat: "═", sides: "║║", middle: "◄►", overhang: 0, lines: 3 };
export const NOTE: Border = { corners: "┌┐┘└", flat: "┄", sides: "┆┆", middle: "┆┆", overhang: 0, lines: 4 };
