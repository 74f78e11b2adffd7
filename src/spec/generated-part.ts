import type { Flow } from "../model/flow.ts";
import type { Place } from "../model/place.ts";
import { BadInput } from "../model/wrong.ts";
import type { Manuscript } from "./manuscript.ts";
import { fillTemplate } from "./template/fill-template.ts";
import { readTemplate } from "./template/read-template.ts";

/**
 * A part of a flow as a document of its own: what `::flow{…}` with these attributes stands for in a template.
 *
 * @param wanted `flow`, and what else the directive takes
 * @throws BadInput at the place for an attribute, part, flow, variant or participant that there is not
 */
export function generatedPart(wanted: ReadonlyMap<string, string>, flows: ReadonlyMap<string, Flow>, place: Place): Manuscript {
  const attributes = [...wanted].map(
    ([name, value]) => `${name === "flow" ? "id" : name}="${value.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"`,
  );
  try {
    return fillTemplate(readTemplate(`::document{title="part"}\n\n::flow{${attributes.join(" ")}}\n`, place.file), flows);
  } catch (error) {
    if (error instanceof BadInput) throw new BadInput(error.message, { place, remedy: error.remedy });
    throw error;
  }
}
