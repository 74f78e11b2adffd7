import type { Flow, Step } from "../../model/flow.ts";
import type { Message } from "../../model/message.ts";
import { compareNumbers, printLabel, type StepNumber } from "../../model/step-label.ts";
import { indexOf } from "../../model/walk.ts";
import { BadInput } from "../../model/wrong.ts";
import type { Fault, Overtaking } from "./fault.ts";

/** A fault where the flow has it; ids are those of elements. */
export type PlacedFault =
  | { readonly kind: "drop"; readonly hop: string; readonly always: boolean }
  | { readonly kind: "duplicate" | "reorder"; readonly hop: string }
  | { readonly kind: "delay"; readonly hop: string; readonly by: number }
  /** @param hop the last one of the request @param by who answers */
  | { readonly kind: "answer"; readonly hop: string; readonly by: string; readonly status: number }
  | { readonly kind: "silence" | "crash"; readonly participant: string; readonly from: ReadonlySet<string> }
  /** @param step the printed label */
  | { readonly kind: "overtake"; readonly what: Overtaking; readonly step: string | null }
  | { readonly kind: "desynchronise" | "rekey"; readonly participant: string }
  /** @param items what it maps to; ids */
  | { readonly kind: "mismap"; readonly participant: string; readonly items: readonly string[] };

/** @throws BadInput where the flow has no such step, no such participant, or nothing at the step that can go wrong so */
export function placeFault(fault: Fault, flow: Flow): PlacedFault {
  switch (fault.kind) {
    case "drop":
      return { kind: "drop", hop: hopAt(flow, fault.step), always: fault.always };
    case "duplicate":
    case "reorder":
      return { kind: fault.kind, hop: hopAt(flow, fault.step) };
    case "delay":
      return { kind: "delay", hop: hopAt(flow, fault.step), by: fault.by };
    case "answer":
      return { kind: "answer", status: fault.status, ...lastHopAt(flow, fault.step) };
    case "silence":
    case "crash":
      return { kind: fault.kind, participant: participantIn(flow, fault.participant), from: new Set(stepAt(flow, fault.step).covers) };
    case "overtake":
      return { ...fault, step: fault.step === null ? null : printLabel(stepAt(flow, fault.step).number) };
    case "desynchronise":
    case "rekey":
      return { kind: fault.kind, participant: subscriberIn(flow, participantIn(flow, fault.participant)) };
    case "mismap": {
      const participant = participantIn(flow, fault.participant);
      return { kind: "mismap", participant, items: mappedBy(flow, participant) };
    }
  }
}

/** Whether the flow has a place for it. */
export function isPlaced(fault: Fault, flow: Flow): boolean {
  try {
    placeFault(fault, flow);
    return true;
  } catch (wrong) {
    if (wrong instanceof BadInput) return false;
    throw wrong;
  }
}

function stepAt(flow: Flow, label: StepNumber): Step {
  const step = flow.steps.find(({ number }) => compareNumbers(number, label) === 0);
  if (step !== undefined) return step;
  const [first, last] = [flow.steps[0], flow.steps.at(-1)];
  const remedy =
    first === undefined || last === undefined ? "" : `Its steps go from ${printLabel(first.number)} to ${printLabel(last.number)}`;
  throw new BadInput(`${flow.id} has no step ${printLabel(label)}`, { remedy });
}

/** The first hop of the step: what is lost there is lost. */
function hopAt(flow: Flow, label: StepNumber): string {
  const { elements } = indexOf(flow);
  const hop = stepAt(flow, label).covers.find((id) => elements.get(id)?.kind === "hop");
  if (hop === undefined)
    throw new BadInput(`nothing is sent in step ${printLabel(label)} of ${flow.id}`, { remedy: "Name the step of a message" });
  return hop;
}

function lastHopAt(flow: Flow, label: StepNumber): { readonly hop: string; readonly by: string } {
  const { elements, messages, hopsOf } = indexOf(flow);
  const first = elements.get(hopAt(flow, label));
  const message = first?.kind === "hop" ? messages.get(first.message) : undefined;
  const request = message?.role === "reply" ? messages.get(message.answers ?? "") : message;
  const last = elements.get(hopsOf.get(request?.id ?? "")?.at(-1) ?? "");
  if (request === undefined || !isAnswered(request) || last?.kind !== "hop")
    throw new BadInput(`step ${printLabel(label)} of ${flow.id} belongs to no SIP request that is answered in the flow`, {
      remedy: "Name the step of a SIP request or of its reply",
    });
  return { hop: last.id, by: last.to };
}

function isAnswered({ role, signal }: Message): boolean {
  return role === "request" && signal.kind === "sip-request" && signal.method !== "ACK";
}

/** Who has the data of IMS AKA: the ends of a registration, and the database that makes the vectors. */
function subscriberIn(flow: Flow, id: string): string {
  const registrations = [...indexOf(flow).messages.values()].filter(
    ({ role, signal }) => role === "request" && signal.kind === "sip-request" && signal.method === "REGISTER",
  );
  const isEnd = registrations.some(({ path }) => path.at(0)?.participant === id);
  const isHome = flow.participants.some((one) => one.id === id && (one.type === "database" || one.type === "registrar"));
  if (registrations.length > 0 && (isEnd || isHome)) return id;
  throw new BadInput(`${flow.participants.find((one) => one.id === id)?.name} has no part in a registration of ${flow.id}`, {
    remedy: "Name who registers, or the database that makes the authentication vectors",
  });
}

/** What the mappings lead to that somebody is configured with. */
function mappedBy(flow: Flow, id: string): readonly string[] {
  const mappings = new Map(flow.items.flatMap((item) => (item.value?.kind === "mapping" ? [[item.id, item.value.between[1]]] : [])));
  const configured = flow.givens.flatMap((given) => (given.kind === "knowledge" && mappings.has(given.item) ? [given] : []));
  const items = configured.flatMap(({ participant, item }) => (participant === id ? (mappings.get(item) ?? []) : []));
  if (items.length > 0) return items;
  const others = flow.participants.filter((one) => configured.some(({ participant }) => participant === one.id));
  throw new BadInput(`${flow.participants.find((one) => one.id === id)?.name} is configured with no mapping of identities in ${flow.id}`, {
    remedy:
      others.length === 0
        ? "Try this with a flow whose server maps identities, as mcx-migration"
        : `Name who is: ${others.map(({ name }) => name).join(", ")}`,
  });
}

/** By its name or its id. */
function participantIn(flow: Flow, name: string): string {
  const found = flow.participants.find((one) => one.name === name) ?? flow.participants.find(({ id }) => id === name);
  if (found !== undefined) return found.id;
  throw new BadInput(`${flow.id} has no participant "${name}"`, {
    remedy: `Participants: ${flow.participants.map((one) => one.name).join(", ")}`,
  });
}
