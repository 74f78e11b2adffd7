import * as z from "zod";
import { lineRoles, shapeRoles } from "../figure-style.ts";

/** The shape of a house style. */
const colour = z
  .string()
  .regex(/^#[\da-f]{6}$/iu)
  .describe("As #rrggbb");
const stroke = {
  stroke: colour.exactOptional(),
  width: z.number().min(0).max(10).exactOptional(),
  dash: z.array(z.number().positive().max(100)).max(8).exactOptional(),
};
const font = z
  .string()
  .regex(/^[\w -]+$/u)
  .describe("The name of a family");

export const figureStyle = z.strictObject({
  $schema: z.string().exactOptional(),
  kind: z.literal("figure-style"),
  summary: z.string(),
  page: z.string().exactOptional().describe("The room on a page, as 170x240mm"),
  minSize: z.number().min(1).max(72).exactOptional().describe("The size of the smallest type, in points"),
  feet: z.boolean().exactOptional().describe("Whether the heads are repeated at the foot"),
  fonts: z.array(font).min(1).exactOptional().describe("From the one that is wanted to those of the same widths that stand in for it"),
  paper: colour.exactOptional(),
  ink: colour.exactOptional().describe("Of texts and filled arrowheads"),
  lines: z.partialRecord(z.enum(lineRoles), z.strictObject(stroke)).exactOptional(),
  shapes: z.partialRecord(z.enum(shapeRoles), z.strictObject({ ...stroke, fill: colour.nullable().exactOptional() })).exactOptional(),
  ladder: z
    .strictObject({ columns: z.int().min(20).max(1000).exactOptional(), ascii: z.boolean().exactOptional() })
    .exactOptional()
    .describe("Of a ladder of text"),
});
