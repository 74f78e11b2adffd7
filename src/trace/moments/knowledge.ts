import type { KnowledgeEntry } from "../../model/moment.ts";
import type { TraceEvent } from "../../model/trace.ts";
import { newTable } from "./table.ts";

/** Who has learnt what, each thing once. */
export interface Knowledge {
  learn(event: TraceEvent, participant: string, what: KnowledgeEntry["what"], how: KnowledgeEntry["how"], source: string): void;
  list(): readonly KnowledgeEntry[];
}

export function followKnowledge(): Knowledge {
  const table = newTable<KnowledgeEntry>();
  return {
    list: table.list,
    learn({ n, step }, participant, what, how, source) {
      const key = `${participant} ${JSON.stringify(what)}`;
      if (table.get(key) === undefined) table.set(key, { kind: "knowledge", participant, what, how, event: n, step, source });
    },
  };
}
