import type { Flow } from "../model/flow.ts";
import type { MediaRef } from "../model/media.ts";

/** The names of the components in a set, parameters resolved; an unknown parameter is none. */
export function componentsOf(ref: MediaRef, flow: Flow): readonly string[] {
  switch (ref.kind) {
    case "components":
      return ref.names;
    case "parameter": {
      const parameter = flow.parameters.find((one) => one.id === ref.parameter);
      return parameter === undefined ? [] : componentsOf(parameter.media, flow);
    }
    case "rest": {
      const taken = new Set(componentsOf(ref.of, flow));
      return ref.all.filter((name) => !taken.has(name));
    }
  }
}

/** The session of a set; null where its parameter is unknown. */
export function sessionOf(ref: MediaRef, flow: Flow): string | null {
  if (ref.kind !== "parameter") return ref.session;
  const parameter = flow.parameters.find((one) => one.id === ref.parameter);
  return parameter === undefined ? null : sessionOf(parameter.media, flow);
}
