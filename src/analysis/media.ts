import type { Flow } from "../model/flow.ts";
import type { MediaRef } from "../model/media.ts";

/** The names of the components in a set, parameters resolved; a parameter that is unknown or speaks of itself is none. */
export function componentsOf(ref: MediaRef, flow: Flow): readonly string[] {
  return namesIn(ref, flow, []);
}

/** @param within the parameters that are being resolved */
function namesIn(ref: MediaRef, flow: Flow, within: readonly string[]): readonly string[] {
  switch (ref.kind) {
    case "components":
      return ref.names;
    case "parameter": {
      const media = within.includes(ref.parameter) ? undefined : mediaOf(ref.parameter, flow);
      return media === undefined ? [] : namesIn(media, flow, [...within, ref.parameter]);
    }
    case "rest": {
      const taken = new Set(namesIn(ref.of, flow, within));
      return ref.all.filter((name) => !taken.has(name));
    }
  }
}

/** The session of a set; null where its parameter is unknown or speaks of itself. */
export function sessionOf(ref: MediaRef, flow: Flow): string | null {
  const within = new Set<string>();
  let found: MediaRef | undefined = ref;
  while (found?.kind === "parameter" && !within.has(found.parameter)) {
    within.add(found.parameter);
    found = mediaOf(found.parameter, flow);
  }
  return found === undefined || found.kind === "parameter" ? null : found.session;
}

function mediaOf(parameter: string, flow: Flow): MediaRef | undefined {
  return flow.parameters.find((one) => one.id === parameter)?.media;
}
