import type { Inline, Prose } from "../model/prose.ts";
import { BadInput } from "../model/wrong.ts";
import { said } from "./check-keys.ts";
import { idsOf, refOf } from "./refs.ts";
import type { Steps, Text } from "./text.ts";

/** Text of the DSL as data. @param speaker who says it, for "received in step N"; null where nobody does */
export function toProse(text: string | Text, speaker: string | null): Prose {
  if (typeof text === "string") return text === "" ? [] : [{ kind: "text", value: text }];
  if (typeof text !== "object" || text === null || !Array.isArray(text.strings)) {
    throw new BadInput(`words should stand here, not ${said(text)}`, { remedy: "Put a string there, or text`…`" });
  }
  const prose: Inline[] = [];
  for (const [at, string] of text.strings.entries()) {
    if (string !== "") prose.push({ kind: "text", value: string });
    if (at < text.values.length) prose.push(toInline(text.values[at], speaker));
  }
  return prose;
}

function toInline(value: unknown, speaker: string | null): Inline {
  if (typeof value === "string" || typeof value === "number") return { kind: "text", value: String(value) };
  const ref = refOf(value);
  if (ref !== null) {
    switch (ref.kind) {
      case "things":
        return { kind: "steps", of: ref.ids };
      case "item":
        return { kind: "item", item: ref.item };
      case "precondition":
        return { kind: "precondition", precondition: ref.id };
      case "note":
        return { kind: "note", note: ref.id };
    }
  }
  if (typeof value === "object" && value !== null) {
    if ("steps" in value) return { kind: "steps", of: (value as Steps).steps.flatMap(idsOf) };
    if ("received" in value) return received(value.received, speaker);
    if ("figure" in value) return { kind: "figure" };
    if ("id" in value && typeof value.id === "string") return { kind: "participant", participant: value.id };
  }
  throw new BadInput(`text holds ${value === null ? "null" : typeof value === "object" ? "an object" : String(value)}`, {
    remedy: "Put a string there, a participant, an item, or something with a number",
  });
}

function received(item: unknown, speaker: string | null): Inline {
  const ref = refOf(item);
  if (ref?.kind !== "item" || ref.message === null) {
    throw new BadInput("received() of what no message has carried", { remedy: "Take the item from the items of a message" });
  }
  return { kind: "received", message: ref.message, by: speaker ?? "" };
}
