import type { ConferencePayload } from "./payload.ts";
import type { Signal } from "./signal.ts";

/** What a media resource has been told to pass on. */
export interface Connection {
  readonly session: string;
  readonly component: string;
  readonly resource: string;
  readonly from: string;
  readonly to: string;
  /** Where it has to come in, as the conference has it that is to be mixed; null where the resource has set nothing aside. */
  readonly port: number | null;
}

/** What a signal tells the resource that it reaches. @param conference the one that it has set aside for that, if any */
export function connectionsIn(signal: Signal, resource: string, conference: ConferencePayload | null): readonly Connection[] {
  if (signal.kind !== "operation") return [];
  const portOf = (component: string) => conference?.media.find((one) => one.component === component)?.port ?? null;
  return signal.connects.flatMap(({ media, from, to }) => {
    if (media.kind !== "components") return [];
    return media.names.map((component) => ({ session: media.session, component, resource, from, to, port: portOf(component) }));
  });
}
