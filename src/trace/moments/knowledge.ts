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
      const key = `${participant} ${JSON.stringify(what.kind === "item" ? what.item : what)}`;
      const known = table.get(key);
      if (known === undefined) table.set(key, { kind: "knowledge", participant, what, how, event: n, step, source });
      else if (isNamed(known.what) && what.kind === "item" && what.value !== undefined) table.set(key, { ...known, what });
    },
  };
}

/** An item of which nobody has said yet what it is. */
function isNamed(what: KnowledgeEntry["what"]): boolean {
  return what.kind === "item" && what.value === undefined;
}
