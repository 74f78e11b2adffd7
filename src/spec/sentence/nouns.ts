import { withArticle } from "../../model/authors-articles.ts";
import type { Flow } from "../../model/flow.ts";
import { listed, type Phrase } from "./phrase.ts";

/** A participant in a sentence: "UE-1", "the remote end point"; as the author's own text has it, else as its name calls for. */
export function theParticipant(flow: Flow, id: string): Phrase {
  const handle = { kind: "participant", participant: id } as const;
  return withArticle(flow, id) ? ["the ", handle] : handle;
}

/** "UE-1, MMSC AS and the remote end point". */
export function theParticipants(flow: Flow, ids: readonly string[]): Phrase {
  return listed(ids.map((id) => theParticipant(flow, id)));
}
