import type { Element } from "../../model/element.ts";
import type { Flow } from "../../model/flow.ts";
import { bodiesOf } from "../../model/walk.ts";
import { isOtherwise, saysHowOften } from "../sentence/guard-words.ts";

/** What has to hold for each element, by its id: the guards of the fragments around it, from the outside to the inside. */
export function guardsOf(flow: Flow): ReadonlyMap<string, readonly string[]> {
  const guards = new Map<string, readonly string[]>();
  const walk = (elements: readonly Element[], around: readonly string[]) => {
    for (const element of elements) {
      if (around.length > 0) guards.set(element.id, around);
      if (element.kind === "exchange") walk(element.body, around);
      if (element.kind !== "fragment") continue;
      const bodies = bodiesOf(element);
      for (const [at, body] of bodies.entries()) {
        const guard = element.operands[at]?.guard.trim() ?? "";
        walk(body, guard === "" || element.operator === "par" ? around : [...around, said(element.operator, guard)]);
      }
    }
  };
  walk(flow.body, []);
  return guards;
}

function said(operator: "alt" | "opt" | "loop", guard: string): string {
  if (operator !== "loop") return isOtherwise(guard) ? "otherwise" : `if ${guard}`;
  return saysHowOften(guard) ? guard : `as long as ${guard}`;
}
