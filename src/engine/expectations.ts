import { componentsOf, sessionOf } from "../analysis/media.ts";
import { namedInSentence } from "../model/authors-articles.ts";
import type { Expectation } from "../model/expectation.ts";
import type { Flow } from "../model/flow.ts";
import type { TraceOutcome } from "../model/trace.ts";
import { indexOf } from "../model/walk.ts";
import type { EndState } from "./end-state.ts";
import { mediaGraph } from "./media-graph.ts";

/** Whether what the flow expects holds at the end; an expectation about no media at all is left out. */
export function judgeExpectations(flow: Flow, state: EndState): TraceOutcome["expectations"] {
  return flow.expectations.flatMap((expectation) => judge(expectation, flow, state));
}

function judge(expectation: Expectation, flow: Flow, state: EndState): TraceOutcome["expectations"] {
  const name = (participant: string) => namedInSentence(flow, participant);
  switch (expectation.kind) {
    case "media": {
      const components = componentsOf(expectation.media, flow);
      if (components.length === 0) return [];
      const [a, b] = expectation.between;
      const way = [a, ...expectation.through, b];
      const session = sessionOf(expectation.media, flow) ?? "";
      const by = expectation.through.length === 0 ? "" : `, by way of ${listed(expectation.through.map(name))}`;
      const text = `${listed(components)} between ${name(a)} and ${name(b)}${by}`;
      const ok = components.every((component) => flows(mediaGraph(state, component, session), way));
      const release = ok || state.legs.of(session).length > 0 ? undefined : state.releases.get(session);
      const why = release === undefined ? "" : `; the session was released${release === null ? "" : ` in step ${release}`}`;
      return [{ text: `${text}${why}`, ok }];
    }
    case "released": {
      const left = state.legs.of(expectation.session).some(({ ends }) => ends.includes(expectation.participant));
      return [{ text: `the session with ${name(expectation.participant)} is released`, ok: !left }];
    }
    case "registered":
      return [
        {
          text: `${name(expectation.participant)} is registered at ${name(expectation.at)}`,
          ok: state.registrations.has(`${expectation.participant}|${expectation.at}`),
        },
      ];
    case "knows": {
      const item = indexOf(flow).items.get(expectation.item) ?? expectation.item;
      const known =
        state.learnt.has(`${expectation.participant}|${expectation.item}`) ||
        flow.givens.some(
          (given) => given.kind === "knowledge" && given.participant === expectation.participant && given.item === expectation.item,
        );
      const text = `${name(expectation.participant)} ${expectation.expected ? "knows" : "never learns"} ${item}`;
      return [{ text, ok: known === expectation.expected }];
    }
  }
}

/** Whether media goes both ways between all neighbours. */
function flows(edges: ReadonlySet<string>, way: readonly string[]): boolean {
  return way.every((to, at) => {
    const from = way[at - 1];
    return from === undefined || (edges.has(`${from}|${to}`) && edges.has(`${to}|${from}`));
  });
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
