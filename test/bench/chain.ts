import { defineFlow, type Path, path, proxy, ue } from "callflow";
import { sip } from "callflow/sip";
import type { Flow } from "../../src/model/flow.ts";

const PARTICIPANTS = 20;
/** There and back. */
const STEPS_OF_ROUND = 2 * (PARTICIPANTS - 1);

/** A flow of exactly so many steps: messages along a chain of 20 participants, each answered. */
export function chain(steps: number): Flow {
  const ids = Array.from({ length: PARTICIPANTS }, (_, at) => `p${at}`);
  const declared = ids.map((id, at) => [id, at === 0 || at === PARTICIPANTS - 1 ? ue(`End ${at}`) : proxy(`Relay ${at}`)] as const);
  return defineFlow(
    {
      id: `chain-${steps}`,
      title: "A chain",
      figure: { label: "1", caption: "A chain" },
      source: { document: "Benchmark", clause: "1" },
      participants: Object.fromEntries(declared),
    },
    (participants, flow) => {
      const first = participants["p0"];
      if (first === undefined) return;
      const all = ids.flatMap((id) => participants[id] ?? []);
      // The types want to see the ends; they are not known before this runs.
      const along = path(
        ...(all as unknown as [typeof first & { readonly id: "a" }, typeof first & { readonly id: "b" }]),
      ) as unknown as Path;
      for (let round = 0; round < Math.floor(steps / STEPS_OF_ROUND); round += 1) flow.request(along, sip.message()).reply(200);
      for (let rest = 0; rest < steps % STEPS_OF_ROUND; rest += 1) flow.action(first, "counts");
    },
  );
}
