import { operation, path } from "callflow";
import { sip } from "callflow/sip";
import { expect, test } from "vitest";
import { racesOf } from "../../src/analysis/races.ts";
import { lintFlow, lintFlows } from "../../src/lint/index.ts";
import { tryOut } from "../../src/lint/try-out.ts";
import type { Flow } from "../../src/model/flow.ts";
import { sixFlows } from "../engine/six-flows.ts";
import { smallFlow } from "../engine/small-flow.ts";

function outcomesOf(flow: Flow): readonly (string | null)[] {
  const outcome = tryOut(flow);
  return racesOf(flow).map(outcome);
}

const isRace = ({ rule }: { readonly rule: string }) => rule === "exchange/no-race";

test("races are told to those who ask what if, and to nobody else", () => {
  const counts = sixFlows.map((flow) => lintFlows([flow], undefined, tryOut).filter(isRace).length);
  expect(counts).toEqual([2, 2, 5, 6, 1, 0]);
  for (const flow of sixFlows) {
    expect(lintFlow(flow)).toEqual([]);
    expect(lintFlows([flow])).toEqual([]);
  }
});

test("the likeliest race comes first, after what is wrong", () => {
  const flow = smallFlow(({ alice, proxy, server, bob }, flow) => {
    const tell = operation("tell");
    flow.send(path(alice, bob), tell);
    flow.request(path(alice, server), sip.options()).reply(200);
    flow.send(path(alice, bob), tell);
    flow.send(path(alice, proxy, server), tell);
    flow.send(path(alice, server), tell);
    flow.request(path(alice, server), sip.options());
  });
  const found = lintFlows([flow], undefined, tryOut);
  const late = found.filter(isRace).map(({ message }) => /\(([^;)]*)[;)]/u.exec(message)?.[1]);
  expect(late).toEqual([
    'unless "tell" is one hop early',
    'unless "tell" is one hop early',
    'any delay of "tell" is enough',
    'if "tell" is more than 2 hops late',
  ]);
  expect(found.findLastIndex((one) => !isRace(one))).toBeLessThan(found.findIndex(isRace));
});

test("a race that does harm is told with the step that fails", () => {
  const flow = smallFlow(({ alice, bob }, flow) => {
    const call = flow.given.session([path(alice, bob)], { media: ["audio"] });
    const [one, two] = [flow.request(path(alice, bob), sip.info(call)), flow.request(path(alice, bob), sip.info(call))];
    one.reply(200);
    two.reply(200);
  });
  expect(outcomesOf(flow)).toEqual(["step 2 fails: Bob refuses INFO with 500 (Server Internal Error)", "the run succeeds all the same"]);
});

test("what cannot be tried is not said", () => {
  const hidden = smallFlow(({ alice, bob }, flow) => {
    flow.send(path(alice, bob), operation("one"), { show: "hidden" });
    flow.send(path(alice, bob), operation("two"));
  });
  expect(outcomesOf(hidden)).toEqual([null]);
  const failing = smallFlow(({ alice, bob }, flow) => {
    flow.send(path(alice, bob), operation("one"));
    flow.send(path(alice, bob), operation("two"));
    flow.request(path(alice, bob), sip.options());
  });
  expect(new Set(outcomesOf(failing))).toEqual(new Set([null]));
});
