import type { Signal } from "../model/signal.ts";

/** What a media resource has been told to pass on. */
export interface Connection {
  readonly session: string;
  readonly component: string;
  readonly resource: string;
  readonly from: string;
  readonly to: string;
}

/** What a signal tells the resource that it reaches. */
export function connectionsIn(signal: Signal, resource: string): readonly Connection[] {
  if (signal.kind !== "operation") return [];
  return signal.connects.flatMap(({ media, from, to }) => {
    if (media.kind !== "components") return [];
    return media.names.map((component) => ({ session: media.session, component, resource, from, to }));
  });
}
