import type { Action } from "../../model/element.ts";
import type { Flow } from "../../model/flow.ts";
import { printProse } from "../../model/print-prose.ts";
import type { Prose } from "../../model/prose.ts";
import type { Phrase } from "../sentence/phrase.ts";

/** What an action says as it stands after "shall": "decides which …" → "decide which …". */
export function imperative(flow: Flow, { text, participant }: Action): Phrase {
  const own = withoutSubject(text, participant);
  const printed = printProse(own, flow).trim();
  if (printed === "") return "act";
  if (!/^[a-z]+s\s/u.test(printed)) return ["see to it that ", trimmed(own)];
  return baseForms(trimmed(own));
}

/** "The CMR Server decides": what it does, without who does it. */
function withoutSubject(text: Prose, participant: string): Prose {
  const [first, second, ...rest] = text;
  if (first?.kind === "participant" && first.participant === participant) return second === undefined ? [] : [second, ...rest];
  const article = first?.kind === "text" && /^\s*the\s+$/iu.test(first.value);
  return article && second?.kind === "participant" && second.participant === participant ? rest : text;
}

function trimmed(text: Prose): Prose {
  return text.map((inline, at) => {
    if (inline.kind !== "text") return inline;
    const begun = at === 0 ? inline.value.trimStart() : inline.value;
    return { kind: "text", value: at === text.length - 1 ? begun.trimEnd().replace(/\.$/u, "") : begun };
  });
}

/** Verbs that go on with the same subject; other words in -s after "and" may be nouns. */
const VERBS =
  "accepts|adds|allocates|answers|applies|assigns|checks|chooses|computes|confirms|creates|decides|derives|determines|discards|drops|finds|forwards|gets|informs|keeps|learns|looks|makes|marks|notes|obtains|plays|prepares|reads|recognises|recognizes|records|releases|removes|replaces|reserves|resolves|returns|routes|selects|sends|sets|starts|stops|stores|takes|tells|tries|uses|verifies|works";

function baseForms(text: Prose): Prose {
  return text.map((inline, at) => {
    if (inline.kind !== "text") return inline;
    const first = at === 0 ? inline.value.replace(/^[a-z]+/u, baseOf) : inline.value;
    // Beyond the first sentence nothing follows "shall".
    const end = first.search(/\.\s/u);
    const [own, others] = end === -1 ? [first, ""] : [first.slice(0, end), first.slice(end)];
    return {
      kind: "text",
      value:
        own.replace(new RegExp(`(\\b(?:and|or|then),? (?:then )?)(${VERBS})\\b`, "gu"), (_, before, verb) => before + baseOf(verb)) +
        others,
    };
  });
}

const IRREGULAR: Readonly<Record<string, string>> = { is: "be", has: "have", does: "do", goes: "go" };

function baseOf(verb: string): string {
  const known = IRREGULAR[verb];
  if (known !== undefined) return known;
  if (/ies$/u.test(verb) && verb.length > 4) return `${verb.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|zz)es$/u.test(verb)) return verb.slice(0, -2);
  return verb.replace(/s$/u, "");
}
