import { expect, test } from "vitest";
import cmr from "../../flows/cmr-continue.ts";
import { type Network, reliableNetwork } from "../../src/engine/network.ts";
import { titleOf } from "../../src/model/trace.ts";
import { runViews } from "./run-views.ts";

/** Whatever CMR Client-A acknowledges takes long, its repetitions as well. @param late in ms */
function lateAck(late: number): Network {
  const network = reliableNetwork(1);
  return (sent) => {
    const isLate = sent.from === "clientA" && sent.message !== null && titleOf(sent.message) === "ACK";
    return network(sent).map((arrival) => arrival + (isLate ? late : 0));
  };
}

function repeatedBy(participant: string, late: number) {
  const { events, told } = runViews(cmr, (view) => view, lateAck(late));
  const repeated = events.filter(
    ({ event, from, hop, phase }) => event === "send" && from === participant && hop === null && phase === "flow",
  );
  return { told, repeated: repeated.map(({ message, time }) => ({ title: message === null ? "" : titleOf(message), time })) };
}

test("nothing is repeated where nobody is late", () => {
  expect(repeatedBy("clientB", 0)).toEqual({ told: [], repeated: [] });
});

test("while the ACK of step 10 is held back, CMR Client-B repeats its 200: after 500 ms, then after twice as long (RFC 3261 §13.3.1.4)", () => {
  const { told, repeated } = repeatedBy("clientB", 1600);
  expect(told).toEqual([]);
  const [first = { title: "", time: 0 }, second = { title: "", time: 0 }, ...more] = repeated;
  expect(more).toEqual([]);
  expect([first.title, second.title]).toEqual(["200 OK", "200 OK"]);
  expect(second.time - first.time).toBe(1000);
});

test("after 32 s CMR Client-B gives the session up", () => {
  const { told, repeated } = repeatedBy("clientB", 40_000);
  expect(repeated.at(-1)?.title).toBe("BYE");
  expect(told.map(({ step }) => step)).toEqual(["9", "10"]);
});
