import { hidden, operation, path, reverse } from "callflow";
import { sip } from "callflow/sip";
import { expect, test } from "vitest";
import { execute } from "../../src/engine/index.ts";
import { layOut, writeLadder, writeMermaid, writeSvg } from "../../src/figure/index.ts";
import { lintFlow } from "../../src/lint/index.ts";
import { clauseOf, writeMarkdown } from "../../src/spec/index.ts";
import { flowOf, labelsOf, stepsOf, wireOf } from "./try-flow.ts";

test("each hop takes a number, and each message is a paragraph", () => {
  const flow = flowOf(({ a, b, c }, flow) => {
    flow.condition([a, c], "idle");
    flow.action(a, "decides");
    const invite = flow.request(path(a, b, c), sip.invite());
    invite.reply(200).ack();
  });
  expect(stepsOf(flow)).toEqual([
    "1 condition",
    "2 action",
    "3 a > b: INVITE",
    "4 b > c: INVITE",
    "5 c > b: 200 OK",
    "6 b > a: 200 OK",
    "7 a > b: ACK",
    "8 b > c: ACK",
  ]);
  expect(labelsOf(flow)).toEqual(["1", "2", "3-4", "5-6", "7-8"]);
});

test("signs and prefixes are those of the source", () => {
  const body = ({ a, b, c }: Parameters<Parameters<typeof flowOf>[0]>[0], flow: Parameters<Parameters<typeof flowOf>[0]>[1]) =>
    void flow.request(path(a, b, c), sip.options()).reply(200);
  expect(labelsOf(flowOf(body, { sign: "~", prefix: "F" }))).toEqual(["F1~F2", "F3~F4"]);
  expect(labelsOf(flowOf(body, { sign: "to" }))).toEqual(["1 to 2", "3 to 4"]);
});

test("a message end to end is one number, a hidden one none; both are executed hop by hop", () => {
  const flow = flowOf(({ a, b, c }, flow) => {
    const options = flow.request(path(a, b, c), sip.options(), { show: "ends" });
    options.reply(200, { show: "hidden" });
    flow.action(a, "knows");
  });
  expect(stepsOf(flow)).toEqual(["1 a > c: OPTIONS", "2 action"]);
  expect(flow.steps[0]?.covers).toEqual(["m1.1", "m1.2"]);
  expect(wireOf(flow)).toEqual(["a > b: OPTIONS", "b > c: OPTIONS", "c > b: 200 OK", "b > a: 200 OK"]);
});

test("a relay that is not drawn makes one number of two hops, there and back", () => {
  const flow = flowOf(({ a, b, c, d }, flow) => {
    flow.request(path(a, hidden(b), hidden(c), d), operation("ask request")).reply("ask response");
    flow.request(path(a, hidden(b), c, d), operation("ask again"));
  });
  expect(stepsOf(flow)).toEqual(["1 a > d: ask request", "2 d > a: ask response", "3 a > c: ask again", "4 c > d: ask again"]);
  expect(wireOf(flow).slice(3, 6)).toEqual(["d > c: ask response", "c > b: ask response", "b > a: ask response"]);
});

test("what happens between two hops stands between them", () => {
  const flow = flowOf(({ a, b, c, d }, flow) => {
    const invite = flow.request(path(a, b, c, d), sip.invite(), { until: b });
    invite.trying(b);
    invite.onward(c);
    flow.action(c, "looks");
    invite.onward();
  });
  expect(stepsOf(flow)).toEqual(["1 a > b: INVITE", "2 b > a: 100 Trying", "3 b > c: INVITE", "4 action", "5 c > d: INVITE"]);
  expect(labelsOf(flow)).toEqual(["1", "2", "3", "4", "5"]);
});

test("a message goes on to the same participant, where its path meets it again", () => {
  const flow = flowOf(({ a, b, c, d }, flow) => {
    const options = flow.request(path(a, b, c, b, d), sip.options(), { until: b });
    options.onward(b);
    flow.action(b, "has it again");
    options.onward();
  });
  expect(wireOf(flow).length).toBe(4);
  expect(flow.steps.map(({ kind }) => kind)).toEqual(["message", "message", "message", "action", "message"]);
});

test("paragraphs hold what they are given: parts of a message, or several messages", () => {
  const flow = flowOf(({ a, b, c, d }, flow) => {
    const bye = flow.request(path(a, b, c, d), sip.bye(flow.session(["audio"])));
    flow.paragraph(bye.hop(1), "one");
    flow.paragraph(bye.hops(2, 3));
    const options = flow.request(path(a, b), sip.options());
    flow.paragraph([options, options.reply(200)], "both");
  });
  expect(labelsOf(flow)).toEqual(["1", "2-3", "4-5"]);
  expect(flow.paragraphs.map(({ text }) => text)).toEqual([[{ kind: "text", value: "one" }], null, [{ kind: "text", value: "both" }]]);
});

test("a path may pass a participant twice", () => {
  const flow = flowOf(({ a, b, c, d }, flow) => void flow.request(path(a, b, c, b, d), sip.options()).reply(200));
  expect(wireOf(flow).map((hop) => hop.slice(0, 5))).toEqual(["a > b", "b > c", "c > b", "b > d", "d > b", "b > c", "c > b", "b > a"]);
});

test("an exchange is one number, whatever happens in it", () => {
  const flow = flowOf(({ a, b, c }, flow) => {
    const way = path(a, b, c);
    const asked = flow.exchange([a, c], "asks", () => {
      const subscribe = flow.request(way, sip.subscribe());
      subscribe.reply(200);
      flow.request(reverse(way), sip.notify(subscribe, { state: "terminated" })).reply(200);
    });
    flow.action(a, "uses it", { using: [asked] });
  });
  expect(stepsOf(flow)).toEqual(["1 exchange", "2 action"]);
  expect(flow.steps[0]).toMatchObject({ id: "x1", from: "a", to: "c" });
  expect(flow.steps[0]?.covers).toHaveLength(9);
  expect(flow.messages.map(({ show }) => show)).toEqual(["hidden", "hidden", "hidden", "hidden"]);
  // Acting upon the exchange is acting upon its last message, which both have.
  expect(flow.body.at(-1)).toMatchObject({ kind: "action", using: ["m4"] });
});

test("an exchange within an exchange belongs to the outer number", () => {
  const flow = flowOf(({ a, b, c }, flow) => {
    flow.exchange([a, c], "asks", () => {
      flow.exchange([a, b], "asks first", () => void flow.request(path(a, b), sip.options()).reply(200));
      flow.request(path(a, c), sip.options()).reply(200);
    });
  });
  expect(flow.steps.map(({ id, covers }) => [id, covers])).toEqual([["x1", ["x1", "x2", "m1.1", "m2.1", "m3.1", "m4.1"]]]);
});

test("fragments number through their operands", () => {
  const flow = flowOf(({ a, b }, flow) => {
    const ask = (name: string) => () => void flow.request(path(a, b), operation(name));
    flow.alt(["if busy", ask("first")], ["else", ask("second")]);
    flow.opt("if asked for", ask("third"));
    flow.loop("three times", 3, ask("fourth"));
    flow.par(ask("fifth"), ask("sixth"));
    flow.reference([a, b], "other-flow", "the rest");
  });
  expect(stepsOf(flow).map((step) => step.slice(0, 1))).toEqual(["1", "2", "3", "4", "5", "6", "7"]);
  expect(flow.body).toMatchObject([
    { operator: "alt", operands: [{ guard: "if busy" }, { guard: "else" }] },
    { operator: "opt" },
    { operator: "loop", times: 3 },
    { operator: "par", operands: [{}, {}] },
    { kind: "reference", flow: "other-flow" },
  ]);
});

test("a timer has no number", () => {
  const flow = flowOf(({ a, b }, flow) => {
    const timer = flow.timer(a, "T1", 500);
    flow.request(path(a, b), sip.options());
    timer.expires();
    timer.stops();
  });
  expect(stepsOf(flow)).toEqual(["1 a > b: OPTIONS"]);
  expect(flow.body.flatMap((element) => (element.kind === "timer" ? [[element.event, element.duration]] : []))).toEqual([
    ["start", 500],
    ["expiry", null],
    ["stop", null],
  ]);
});

test("inserted steps take letters, and numbers go on behind them", () => {
  const flow = flowOf(({ a, b, c }, flow) => {
    flow.action(a, "begins");
    flow.lettered(() => void flow.request(path(a, b, c), sip.options()));
    flow.action(a, "goes on");
  });
  expect(stepsOf(flow)).toEqual(["1 action", "1a a > b: OPTIONS", "1b b > c: OPTIONS", "2 action"]);
  expect(labelsOf(flow)).toEqual(["1", "1a-1b", "2"]);
});

test("a variant keeps the numbers: what it omits is absent, what it adds has letters", () => {
  const flow = flowOf(
    ({ a, b }, flow) => {
      const first = flow.action(a, "begins");
      const options = flow.request(path(a, b), sip.options());
      const answer = options.reply(200);
      flow.variant("short", "nobody asks", (variant) => {
        variant.omit(options);
        variant.after(first, () => void flow.action(a, "waits"));
        variant.after(answer, () => void flow.request(path(a, b), sip.message()).reply(200));
        variant.after(answer, () => void flow.action(a, "ends"));
      });
      flow.action(b, "ends");
    },
    { prefix: "F" },
  );
  const [variant] = flow.variants;
  expect(stepsOf(flow)).toEqual(["F1 action", "F2 a > b: OPTIONS", "F3 b > a: 200 OK", "F4 action"]);
  expect(stepsOf(flow, variant?.steps ?? [])).toEqual(["F1a action", "F3a a > b: MESSAGE", "F3b b > a: 200 OK", "F3c action"]);
  expect(labelsOf(flow, variant?.paragraphs ?? [])).toEqual(["F1a", "F3a", "F3b", "F3c"]);
  expect(variant).toMatchObject({ guard: "nobody asks", omits: ["m1"], inserts: [{ after: "a1" }, { after: "m2.1" }, { after: "m2.1" }] });
});

test("what a variant adds before the first number, or after a paragraph, has letters too", () => {
  const flow = flowOf(
    ({ a, b, c }, flow) => {
      const unseen = flow.request(path(a, b), sip.options(), { show: "hidden" });
      const asked = flow.request(path(a, c), sip.options());
      const both = flow.paragraph([asked, asked.reply(200)]);
      flow.variant("v", "more is said", (variant) => {
        variant.after(unseen, () => void flow.action(b, "looks"));
        variant.after(both, () => void flow.action(c, "looks"));
      });
    },
    { prefix: "F" },
  );
  expect(stepsOf(flow, flow.variants[0]?.steps ?? [])).toEqual(["F0a action", "F2a action"]);
});

test("a variant may choose an operand and set other media", () => {
  const flow = flowOf(({ a, b }, flow) => {
    const call = flow.given.session([path(a, b)], { media: ["audio", "video"] });
    const moved = flow.parameter(call.media("video"));
    const choice = flow.alt(["if free", () => void flow.action(a, "talks")], ["else", () => void flow.action(a, "waits")]);
    flow.variant("busy", "the line is busy", (variant) => {
      variant.set(moved, call.media());
      variant.choose(choice, 1);
      variant.expect.media(moved, [a, b]);
    });
  });
  expect(flow.variants[0]).toMatchObject({
    choices: [{ fragment: "f1", operand: 1 }],
    sets: [{ id: "p1", media: { names: ["audio", "video"] } }],
    expectations: [{ kind: "media", between: ["a", "b"] }],
  });
});

test("what has no number is there without one", () => {
  const flow = flowOf(({ a, b, c }, flow) => {
    const invite = flow.request(path(a, b, c), sip.invite());
    flow.condition([a, c], "both-way media", { number: false });
    flow.action(a, "thinks", { number: false });
    flow.reference([a, c], "other-flow", "elsewhere", { number: false });
    invite.reply(200).ack({ show: "hidden" });
    flow.condition([a, c], "the end", { number: true });
  });
  expect(stepsOf(flow)).toEqual(["1 a > b: INVITE", "2 b > c: INVITE", "3 c > b: 200 OK", "4 b > a: 200 OK", "5 condition"]);
  expect(flow.body.map(({ kind }) => kind).filter((kind) => kind !== "hop")).toEqual(["condition", "action", "reference", "condition"]);
  expect(labelsOf(flow)).toEqual(["1-2", "3-4", "5"]);
  expect(lintFlow(flow).filter(({ severity }) => severity === "error")).toEqual([]);
  expect(execute(flow, { seed: 1 }).trace.events.filter(({ event }) => event === "condition" || event === "act")).toHaveLength(7);
  const clause = writeMarkdown(clauseOf(flow));
  expect(clause).toMatch(/^1-2\. .*\n\n.*[Bb]oth-way media.*\n\nA thinks\.\n\n.*other-flow.*\n\n3-4\. /mu);
  for (const drawn of [writeSvg(layOut(flow)).replace(/<[^>]*>/gu, " "), writeLadder(flow), writeMermaid(flow)]) {
    for (const words of ["Both-way media", "Thinks", "Elsewhere"]) expect(drawn).toContain(words);
  }
});
