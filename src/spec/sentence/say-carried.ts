import type { Flow } from "../../model/flow.ts";
import type { MessagePart } from "./parts-of.ts";
import { listed, type Phrase } from "./phrase.ts";
import { type Learning, lastLearnt } from "./recall.ts";

/** ", which includes the identities received in step 2 and the mapping"; "" where the part begins no message that carries items. */
export function saidToInclude(flow: Flow, part: MessagePart): Phrase {
  const carries = part.begins ? (part.message?.carries ?? []) : [];
  if (carries.length === 0) return "";
  const groups: { source: Phrase; key: string; items: Phrase[] }[] = [];
  for (const { item, made } of carries) {
    const learning = made ? null : lastLearnt(flow, part.from, item, part.first);
    const key = learning?.id ?? "";
    const last = groups.at(-1);
    const handle = { kind: "item", item } as const;
    if (last !== undefined && last.key === key) last.items.push(handle);
    else groups.push({ source: learning === null ? "" : sourceOf(learning, part.from), key, items: [handle] });
  }
  if (groups.every((group) => group.source === "")) return [", which includes ", listed(groups.flatMap((group) => group.items))];
  return [", which includes ", listed(groups.map((group) => [listed(group.items), group.source]))];
}

function sourceOf(learning: Learning, by: string): Phrase {
  switch (learning.by) {
    case "message":
      return [" ", { kind: "received", message: learning.id, by }];
    case "action":
      return [" determined in ", { kind: "steps", of: [learning.id] }];
  }
}
