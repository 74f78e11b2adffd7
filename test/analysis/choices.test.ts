import { as, item, operation, path, proxy, ue } from "callflow";
import { sip } from "callflow/sip";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { causalOrderOf } from "../../src/analysis/causal-order.ts";
import { choicesOf } from "../../src/analysis/choices/choices-of.ts";
import type { LocalEvent } from "../../src/analysis/local-view.ts";
import type { Flow } from "../../src/model/flow.ts";
import { printLabel } from "../../src/model/step-label.ts";
import { indexOf } from "../../src/model/walk.ts";
import { sixFlows } from "../engine/six-flows.ts";
import { flowOf, smallFlow } from "../engine/small-flow.ts";
import { doings, flowWritten } from "./random-flows.ts";

/** "UE-2 told 17 | 17": the steps that are not the same to it, one way and the other. */
function partiesOf(flow: Flow): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    choicesOf(flow).map(({ kind, guard, ways, parties }) => {
      const label = (way: 0 | 1, event: LocalEvent | null) => {
        const step = event === null ? undefined : indexOf(ways[way]).stepOf.get(event.element);
        return step === undefined ? "-" : printLabel(step.number);
      };
      const told = parties.map(({ participant, standing, firsts: [one, other], decision, upon }) => {
        const because = decision !== null ? ` (${decision})` : upon === null ? "" : ` (upon ${label(0, upon)})`;
        return `${participant} ${standing} ${label(0, one)} | ${label(1, other)}${because}`;
      });
      return [`${kind}: ${guard}`, told];
    }),
  );
}

test("who decides the variants of the six flows, and who is told in which step", () => {
  expect(Object.assign({}, ...sixFlows.map(partiesOf))).toEqual({
    "variant: all media components are transferred": [
      "ue1 decides 26 | 41 (a1)",
      "ue2 told 17 | 17",
      "mmsc told 15 | 15 (upon 5)",
      "remote told 34 | 34",
    ],
    "variant: all media components are retrieved": [
      "ue1 told 15 | 27c",
      "ue2 decides 4 | 4 (a1)",
      "mmsc told 6 | 6",
      "remote told 23 | 23",
    ],
    "variant: the CMR resource is to be stopped": [
      "clientA told 6 | 2b",
      "server decides 3 | 2a",
      "resources told 3 | 2a",
      "clientB told 4 | -",
    ],
  });
});

const three = { alice: ue("Alice"), server: as("Server"), bob: ue("Bob") };

describe("one choice", () => {
  test("who sends something else decides; who receives something else is told; the others do not care", () => {
    const flow = smallFlow(({ alice, proxy, server, bob }, flow) => {
      flow.send(path(bob, server), operation("before"));
      flow.alt(
        ["yes", () => void flow.send(path(alice, proxy, server), operation("yes"))],
        ["no", () => void flow.send(path(alice, proxy, server), operation("no"))],
        ["perhaps", () => void flow.send(path(server, alice), operation("well"))],
      );
    });
    expect(partiesOf(flow)).toEqual({
      "alt: no": ["alice decides 2 | 4", "server told 3 | 5"],
      "alt: perhaps": ["alice decides 2 | 6", "server untold 3 | 6"],
    });
  });

  test("the same message with something else in it tells it too", () => {
    const flow = flowOf(three, ({ alice, server, bob }, flow) => {
      const call = flow.session(["audio", "video"]);
      const taken = flow.parameter(call.media("audio"));
      const invite = flow.request(path(alice, server), sip.invite({ session: call, offer: [taken.at(alice)] }));
      invite.reply(200, { answer: [taken.at(server)] }).ack();
      const left = flow.send(path(server, bob), operation("one only"));
      flow.variant("both", "Alice wants both", (variant) => {
        variant.set(taken, call.media());
        variant.omit(left);
      });
    });
    expect(partiesOf(flow)).toEqual({ "variant: Alice wants both": ["alice decides 1 | 1", "server told 1 | 1", "bob told 4 | -"] });
  });

  test("an answer decides, and a reception is the same if all that can be seen of it is", () => {
    const flow = flowOf(three, ({ alice, server, bob }, flow) => {
      const asked = flow.request(path(alice, server), sip.message());
      flow.alt(["fine", () => void asked.reply(200)], ["not fine", () => void asked.reply(488)]);
      flow.send(path(server, bob), operation("asked"));
    });
    expect(partiesOf(flow)).toEqual({ "alt: not fine": ["alice told 2 | 3", "server decides 2 | 3"] });
  });

  test("two who act otherwise without a word between them: the first decides, the other does not know", () => {
    const flow = flowOf(three, ({ alice, server, bob }, flow) => {
      flow.opt("it rains", () => {
        flow.send(path(alice, server), operation("rain"));
        flow.send(path(bob, server), operation("wet"));
      });
    });
    expect(partiesOf(flow)).toEqual({ "opt: it rains": ["alice decides - | 1", "server told - | 1", "bob untold - | 2"] });
  });

  test("whoever acts upon a decision is told by what has brought it", () => {
    const flow = flowOf(three, ({ alice, server, bob }, flow) => {
      const decision = flow.action(alice, "decides");
      const asked = flow.request(path(alice, server), sip.message(), { using: [decision] });
      asked.reply(200);
      const shown = flow.send(path(server, bob), operation("show"), { using: [asked] });
      flow.variant("other", "it is to be played", (variant) => {
        variant.omit(shown);
        variant.after(asked, () => void flow.send(path(server, bob), operation("play"), { using: [asked] }));
      });
    });
    expect(partiesOf(flow)).toEqual({
      "variant: it is to be played": ["alice decides - | - (a1)", "server told 3 | 2a (upon 2)", "bob told 4 | 2a"],
    });
  });

  test("what somebody is configured with has been decided before", () => {
    const flow = flowOf(three, ({ alice, server, bob }, flow) => {
      const policy = flow.given.known([server], "the policy");
      flow.opt("it is allowed", () => {
        flow.send(path(alice, bob), operation("one"));
        flow.send(path(server, bob), operation("two"), { using: [policy] });
      });
    });
    expect(partiesOf(flow)).toEqual({ "opt: it is allowed": ["alice decides - | 1", "server told - | 2", "bob told - | 1"] });
  });

  test("a timer tells it", () => {
    const flow = flowOf(three, ({ alice, server, bob }, flow) => {
      const timer = flow.timer(alice, "T1", 500);
      flow.alt(
        [
          "Bob answers",
          () => {
            flow.send(path(bob, alice), operation("answer"));
            timer.stops();
          },
        ],
        [
          "nobody does",
          () => {
            timer.expires();
            flow.send(path(alice, server), operation("nobody"));
          },
        ],
      );
    });
    expect(partiesOf(flow)["alt: nobody does"]).toEqual(["alice told 1 | -", "server told - | 2", "bob decides 1 | -"]);
  });

  test("who does the same next does not know whether to wait", () => {
    const flow = flowOf(three, ({ alice, server, bob }, flow) => {
      flow.opt("it rains", () => void flow.send(path(bob, alice), operation("umbrella")));
      flow.send(path(alice, server), operation("out"));
    });
    expect(partiesOf(flow)).toEqual({ "opt: it rains": ["alice unsure 2 | 1", "bob decides - | 1"] });
  });

  test("a relay that answers by itself has seen what it passes on", () => {
    const flow = flowOf({ alice: ue("Alice"), relay: proxy("Relay"), bob: ue("Bob") }, ({ alice, relay, bob }, flow) => {
      const invite = flow.request(path(alice, relay, bob), sip.invite(), { until: relay });
      invite.onward();
      flow.alt(
        ["Bob is there", () => void invite.reply(200).ack()],
        [
          "Bob is busy",
          () => {
            const busy = invite.reply(486, { until: relay });
            busy.ack();
            busy.onward();
            busy.ack();
          },
        ],
      );
    });
    expect(partiesOf(flow)).toEqual({ "alt: Bob is busy": ["alice told 4 | 9", "relay told 3 | 7", "bob decides 3 | 7"] });
  });

  test("alternatives in alternatives are reached on their way", () => {
    const flow = flowOf(three, ({ alice, bob }, flow) => {
      flow.alt(
        ["one", () => void flow.send(path(alice, bob), operation("one"))],
        [
          "two",
          () => {
            flow.send(path(alice, bob), operation("two"), { carries: { it: item("it") } });
            flow.opt("three", () => void flow.send(path(bob, alice), operation("three")));
          },
        ],
      );
    });
    expect(partiesOf(flow)).toEqual({
      "alt: two": ["alice decides 1 | 2", "bob told 1 | 2"],
      "opt: three": ["alice told - | 3", "bob decides - | 3"],
    });
  });
});

/** Who can begin: whose acts wait for nothing else in there (H. Ben-Abdallah, S. Leue, 1997). */
function beginnersOf(flow: Flow): ReadonlySet<string> {
  const { events, isBefore } = causalOrderOf(flow);
  const free = events.filter(
    ({ index, local }) => local.kind !== "receive" && local.role === "end" && !events.some((other) => isBefore(other.index, index)),
  );
  return new Set(free.map(({ participant }) => participant));
}

test("a choice is local, as it is defined, if and only if nobody is untold", () => {
  let [local, nonlocal] = [0, 0];
  fc.assert(
    fc.property(doings, doings, (one, other) => {
      const flow = flowWritten((write, flow) => {
        flow.alt(
          ["one", () => one.forEach((part, at) => void write(part, `one ${at}`))],
          ["other", () => other.forEach((part, at) => void write(part, `other ${at}`))],
        );
      });
      const alone = [one, other].map((body) => flowWritten((write) => body.forEach((part) => void write(part, "tell"))));
      const beginners = new Set(alone.flatMap((body) => [...beginnersOf(body)]));
      const [choice] = choicesOf(flow);
      const standings = choice?.parties.map(({ standing }) => standing) ?? [];
      expect(standings).not.toContain("unsure");
      expect(standings.includes("untold")).toBe(beginners.size > 1);
      expect(standings.filter((standing) => standing === "decides")).toHaveLength(beginners.size > 0 ? 1 : 0);
      if (beginners.size > 1) nonlocal += 1;
      else local += 1;
    }),
    { numRuns: 500 },
  );
  expect(Math.min(local, nonlocal)).toBeGreaterThan(50);
});
