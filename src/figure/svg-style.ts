import type { Line, Shape } from "./scene.ts";

/** Black on white; hairlines for what only guides the eye, heavier lines for what is said. Weights in points. */
export const LINE_STYLE: { readonly [role in Line["role"]]: string } = {
  lifeline: 'stroke="#000" stroke-width="0.5"',
  request: 'stroke="#000" stroke-width="0.75"',
  reply: 'stroke="#000" stroke-width="0.75" stroke-dasharray="3 2"',
  ack: 'stroke="#000" stroke-width="0.75"',
  "one-way": 'stroke="#000" stroke-width="0.75"',
  frame: 'stroke="#000" stroke-width="0.75"',
  operand: 'stroke="#000" stroke-width="0.5" stroke-dasharray="4 2"',
  fold: 'stroke="#000" stroke-width="0.5"',
  timer: 'stroke="#000" stroke-width="0.75"',
};

export const SHAPE_STYLE: { readonly [role in Shape["role"]]: string } = {
  head: 'fill="#fff" stroke="#000" stroke-width="0.75"',
  group: 'fill="none" stroke="#000" stroke-width="0.5"',
  condition: 'fill="#fff" stroke="#000" stroke-width="0.75"',
  action: 'fill="#fff" stroke="#000" stroke-width="0.75"',
  exchange: 'fill="#fff" stroke="#000" stroke-width="0.75"',
  reference: 'fill="#fff" stroke="#000" stroke-width="0.75"',
  note: 'fill="#fff" stroke="#000" stroke-width="0.5"',
  tag: 'fill="#fff" stroke="#000" stroke-width="0.75"',
  timer: 'fill="#fff" stroke="#000" stroke-width="0.75"',
};
