import { dirname, join } from "node:path";
import type { MarkedPart } from "../../document/parts/marked-part.ts";
import { flowEndings, type LoadedFlow, loadFlows } from "../../host/index.ts";
import type { Flow } from "../../model/flow.ts";
import { printPlace } from "../../model/place.ts";
import type { Manuscript } from "../../spec/index.ts";
import type { Session } from "../session.ts";

/** Generates what the marks of a person's document ask for. */
export type PartMaker = (part: MarkedPart) => Promise<Manuscript>;

/** @param known flows that a mark may name by their ids; others it names by the path of their file, from the document */
export function partMaker(known: readonly LoadedFlow[], session: Session): PartMaker {
  const flows = new Map<string, Flow>(known.map(({ flow }) => [flow.id, flow]));
  return async ({ wanted, place }) => {
    // Markdown and its directives take longer to load than most commands to run.
    const { generatedPart } = await import("../../spec/template/index.ts");
    const id = wanted.get("flow") ?? "";
    if (!flows.has(id) && flowEndings.some((ending) => id.endsWith(ending))) {
      const [loaded] = await loadFlows([join(dirname(place.file), id)], session.folder);
      if (loaded !== undefined) return generatedPart(wanted, new Map([...flows, [id, loaded.flow]]), place);
    }
    return generatedPart(wanted, flows, place);
  };
}

/** What is to be done with a part. */
export type Verdict = "same" | "renewed" | "edited";

/**
 * @param isOurs whether it is as it was generated
 * @param isSame whether it is as it would be generated now
 */
export function verdictOn({ hash, content }: MarkedPart, isOurs: boolean, isSame: boolean, force: boolean): Verdict {
  if (isSame && (isOurs || hash === null)) return hash === null ? "renewed" : "same";
  // Nobody has to be asked about what is empty, or says already what it should.
  const isFree = isOurs || (hash === null && content.trim() === "");
  return isFree || isSame || force ? "renewed" : "edited";
}

/** What a person is told of a part that was left as it is. @param picture that was edited, where its text was not */
export function printEdited(part: MarkedPart, picture: string | null = null): string {
  const name = [part.wanted.get("flow"), part.wanted.get("part") ?? "clause"].join(", ");
  const what = picture === null ? "it" : `its picture ${picture}`;
  const why =
    part.hash === null ? "something stands there that was not generated" : `${what} has been edited by hand since it was generated`;
  return `${printPlace(part.place)}: ${name}: ${why}`;
}
