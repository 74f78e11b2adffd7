import type { Flow } from "../model/flow.ts";
import type { MediaRef } from "../model/media.ts";
import type { Message } from "../model/message.ts";
import type { Description, Signal } from "../model/signal.ts";
import { componentsOf, sessionOf } from "./media.ts";

/** The message with its media by name, as it goes over the wire: parameters resolved, lines without a component left out. */
export function mediaByName(message: Message, flow: Flow): Message {
  const signal = signalByName(message.signal, flow);
  return signal === message.signal ? message : { ...message, signal };
}

function signalByName(signal: Signal, flow: Flow): Signal {
  switch (signal.kind) {
    case "sip-request":
    case "sip-response":
      return signal.description === null ? signal : { ...signal, description: descriptionByName(signal.description, flow) };
    case "operation": {
      const { connects, allocates } = signal;
      if (connects.length === 0 && allocates === undefined) return signal;
      return {
        ...signal,
        connects: connects.map((one) => ({ ...one, media: byName(one.media, flow) })),
        ...(allocates === undefined ? {} : { allocates: byName(allocates, flow) }),
      };
    }
  }
}

function descriptionByName(description: Description, flow: Flow): Description {
  const lines = description.lines.map((line) => ({ ...line, media: byName(line.media, flow) }));
  return { ...description, lines: lines.filter((line) => line.media.names.length > 0) };
}

function byName(media: MediaRef, flow: Flow): Extract<MediaRef, { kind: "components" }> {
  return { kind: "components", session: sessionOf(media, flow) ?? "", names: componentsOf(media, flow) };
}
