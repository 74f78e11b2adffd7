import { dirname, join } from "node:path";
import type { Pins } from "../../analysis/frozen/pins.ts";
import type { Flow } from "../../model/flow.ts";
import { BadInput } from "../../model/wrong.ts";
import { parseJson } from "../files/parse-json.ts";
import type { FileSource } from "./file-source.ts";

/** What the file ends in that keeps the numbers of a published flow, beside the file of the flow. */
export const NUMBERS_ENDING = ".numbers.json";

/** @param file of the flow */
export function numbersFile(flow: Flow, file: string): string {
  return join(dirname(file), `${flow.id}${NUMBERS_ENDING}`);
}

/**
 * The numbers that a flow was published with; null where they have not been written down yet.
 *
 * @param path of the flow's file, absolute
 * @throws BadInput where the file is damaged
 */
export async function readPins(flow: Flow, path: string, source: FileSource): Promise<Pins | null> {
  const file = numbersFile(flow, path);
  if (!source.isFile(file)) return null;
  const value = await parseJson(source.read(file, "file of numbers"), source.shown(file));
  const { parsePins } = await import("../../model/schema/pins.ts");
  const pins = parsePins(value, source.shown(file));
  if (pins.flow === flow.id) return pins;
  throw new BadInput(`these are the numbers of ${pins.flow}, not of ${flow.id}`, {
    place: { file: source.shown(file), line: 1, column: 1 },
  });
}
