import { namedInSentence } from "../../model/authors-articles.ts";
import type { Flow } from "../../model/flow.ts";
import type { Span } from "../clause.ts";
import type { Block, Manuscript } from "../manuscript.ts";
import { theParticipant } from "../sentence/nouns.ts";
import { listed, type Phrase, proseOf, sentence } from "../sentence/phrase.ts";
import { spansOf } from "../spans-of.ts";
import { type Duty, dutiesOf } from "./procedure.ts";

/** What one participant shall do, as a procedure clause of 3GPP TR 21.801 says it. */
export function procedureBlocks(flow: Flow, participant: string): readonly Block[] {
  const duties = dutiesOf(flow, participant);
  if (duties.length === 0)
    return [plain(spansOf(sentence([theParticipant(flow, participant), ` takes part in no step of this procedure`], flow), flow))];
  return duties.flatMap((duty) => blocksOfDuty(flow, participant, duty));
}

/** A procedure as a document of its own. */
export function procedureManuscript(flow: Flow, participant: string): Manuscript {
  const title = `Procedure at ${namedInSentence(flow, participant)}`;
  return {
    kind: "manuscript",
    title: `${flow.title}: ${title}`,
    header: [flow.source.document, ""],
    footer: "",
    author: "",
    date: "",
    blocks: [{ kind: "heading", id: "procedure", level: 1, number: "", title }, ...procedureBlocks(flow, participant)],
    flows: new Map(),
  };
}

function blocksOfDuty(flow: Flow, participant: string, { upon, where, does }: Duty): readonly Block[] {
  const verb = ` ${shallOf(flow)}`;
  const when: Phrase = upon.length === 0 ? "" : ["upon ", listed(upon), ", "];
  const lead: Phrase = [where.map((guard) => `${guard}, `), when, theParticipant(flow, participant), verb];
  const [only, ...others] = does;
  if (only !== undefined && others.length === 0) return [plain(spansOf(sentence([lead, " ", only], flow), flow))];
  return [
    plain(spansOf(sentence([lead, ":"], flow), flow)),
    ...does.map((duty, at): Block => {
      const end = at === does.length - 1 ? "." : at === does.length - 2 ? "; and" : ";";
      return { kind: "item", printed: "-", level: 1, spans: spansOf(proseOf([duty, end]), flow) };
    }),
  ];
}

function plain(spans: readonly Span[]): Block {
  return { kind: "plain", role: "body", spans };
}

/** 3GPP TR 21.801 annex E has "shall"; OMA writes it in capitals. */
function shallOf({ source }: Flow): string {
  return /^OMA\b/u.test(source.document) ? "SHALL" : "shall";
}
