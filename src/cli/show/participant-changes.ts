import type { Flow } from "../../model/flow.ts";
import type { Moment } from "../../model/moment.ts";
import { nameOf } from "../../model/walk.ts";
import { printDialogState, printKnown, printMedia, printPeer, printRegistration, printSubscription } from "../moment-words.ts";

/** What is otherwise for a participant after a moment, a line for each thing. */
export function changesFor(participant: string, before: Moment | null, after: Moment, flow: Flow): readonly string[] {
  return [
    ...dialogChanges(participant, before, after, flow),
    ...registrationChanges(participant, before, after, flow),
    ...mediaChanges(participant, before, after, flow),
    ...learnt(participant, before, after, flow),
  ];
}

/** A dialog, and the subscriptions in it. */
function dialogChanges(participant: string, before: Moment | null, after: Moment, flow: Flow): readonly string[] {
  return after.dialogs
    .filter((one) => one.participant === participant)
    .flatMap((entry) => {
      const was = before?.dialogs.find((one) => one.participant === participant && one.number === entry.number);
      const of = (moment: Moment | null) =>
        moment?.subscriptions.filter((one) => one.participant === participant && one.dialog === entry.number) ?? [];
      const subscribed = of(after).filter((one) => !of(before).includes(one));
      const isChanged = was !== entry && (was === undefined || printDialogState(was) !== printDialogState(entry));
      if (!isChanged && subscribed.length === 0) return [];
      const peer = was === undefined || was.peer !== entry.peer ? ` ${printPeer(entry, flow)}` : "";
      const states = [...(isChanged ? [printDialogState(entry)] : []), ...subscribed.map(printSubscription)];
      return [`dialog ${entry.number}${peer}: ${states.join("; ")}`];
    });
}

function registrationChanges(participant: string, before: Moment | null, after: Moment, flow: Flow): readonly string[] {
  const isNew = (entry: Moment["registrations"][number]) => before?.registrations.includes(entry) !== true;
  return after.registrations.filter((one) => one.participant === participant && isNew(one)).map((one) => printRegistration(one, flow));
}

/** Media that a participant sends, receives or anchors, in words. */
export function mediaOf(participant: string, { media }: Moment, flow: Flow): readonly string[] {
  return media.filter(({ from, to, anchor }) => [from, to, anchor].includes(participant)).map((one) => printMedia(one, flow, "no session"));
}

function mediaChanges(participant: string, before: Moment | null, after: Moment, flow: Flow): readonly string[] {
  const [was, is] = [new Set(before === null ? [] : mediaOf(participant, before, flow)), new Set(mediaOf(participant, after, flow))];
  return [
    ...[...is].filter((one) => !was.has(one)).map((one) => `${one} begins`),
    ...[...was].filter((one) => !is.has(one)).map((one) => `${one} ends`),
  ];
}

function learnt(participant: string, before: Moment | null, after: Moment, flow: Flow): readonly string[] {
  if (before?.knowledge === after.knowledge) return [];
  const count = before?.knowledge.length ?? 0;
  return after.knowledge
    .slice(count)
    .filter((one) => one.participant === participant)
    .map((one) =>
      one.how === "made" ? `makes ${printKnown(one, flow)}` : `learns ${printKnown(one, flow)}, from ${nameOf(flow, one.source)}`,
    );
}
