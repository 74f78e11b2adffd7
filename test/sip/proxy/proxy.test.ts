import { expect, test } from "vitest";
import { isEmpty } from "../../../src/sip/entries.ts";
import { type Header, headersOf, type SipMessage, type SipRequestMessage, withHeaders } from "../../../src/sip/message.ts";
import { bestOf } from "../../../src/sip/proxy/best.ts";
import {
  type Locate,
  newProxy,
  type ProxyConfig,
  type ProxyCore,
  type ProxyInput,
  type ProxyReaction,
  type Target,
} from "../../../src/sip/proxy/proxy.ts";
import { reactProxy } from "../../../src/sip/proxy/react.ts";
import { isForSelf } from "../../../src/sip/proxy/route.ts";
import { responseTo } from "../../../src/sip/responses.ts";
import { defaultTiming } from "../../../src/sip/timing.ts";
import { acknowledgeFailure, cancelOf } from "../../../src/sip/transaction/acknowledge.ts";
import { popVia, pushVia } from "../../../src/sip/vias.ts";
import { request } from "../requests.ts";

const config: ProxyConfig = {
  name: "p1",
  seed: 1,
  via: "SIP/2.0/UDP p1.example.com",
  recordRoute: "<sip:p1.example.com;lr>",
  hosts: ["p1.example.com"],
  supported: ["sec-agree"],
  tryingAtOnce: false,
  timing: defaultTiming,
};

const to =
  (...targets: readonly (readonly (string | Target)[])[]): Locate =>
  () => ({
    kind: "forward",
    targets: targets.map((set) => set.map((target) => (typeof target === "string" ? { uri: target } : target))),
  });
const straight = to([{ uri: null }]);

/** A proxy with what it has sent, which a test lets things happen to. */
function started(locate: Locate, change: Partial<ProxyConfig> = {}) {
  let proxy: ProxyCore = newProxy({ ...config, ...change });
  const running = new Map<string, number>();
  const react = (input: ProxyInput): ProxyReaction => {
    const reaction = reactProxy(proxy, input, locate);
    proxy = reaction.proxy;
    for (const { name, after } of reaction.timers) after === null ? running.delete(name) : running.set(name, after);
    return reaction;
  };
  const sentBy = ({ outputs }: ProxyReaction) => outputs.flatMap((output) => (output.kind === "send" ? [output.message] : []));
  return {
    react,
    receive: (message: SipMessage) => sentBy(react({ kind: "message", message })),
    fire: (name: string) => sentBy(react({ kind: "timer", name })),
    /** The timers that run, by name. */
    timers: () => running,
    /** Lets every timer fire that runs, and those that they start. */
    wait: () => {
      for (let [next] = running.keys(); next !== undefined; [next] = running.keys()) {
        running.delete(next);
        react({ kind: "timer", name: next });
      }
    },
    isIdle: () => [proxy.contexts, proxy.branches, proxy.transactions.open].every(isEmpty),
  };
}

const requestsIn = (messages: readonly SipMessage[]) => messages.flatMap((message) => (message.kind === "request" ? [message] : []));
const say = (message: SipMessage | undefined) =>
  message === undefined ? "nothing" : message.kind === "request" ? `${message.method} ${message.uri}` : `${message.status}`;

function only(messages: readonly SipMessage[]): SipRequestMessage {
  const [message] = messages;
  if (messages.length !== 1 || message?.kind !== "request") throw new Error(`expected one request, found ${messages.map(say)}`);
  return message;
}

const invite = request("INVITE", { headers: [{ name: "Contact", value: "<sip:alice@client>" }] });
const with_ = (...headers: readonly Header[]) => request("INVITE", { headers });

test("a request is forwarded with one hop less, a Via and a Record-Route more (RFC 3261 §16.6)", () => {
  const forwarded = only(started(to(["sip:bob@192.0.2.4"])).receive(invite));
  expect(forwarded.uri).toBe("sip:bob@192.0.2.4");
  expect(headersOf(forwarded, "Max-Forwards")).toEqual(["69"]);
  expect(headersOf(forwarded, "Record-Route")).toEqual(["<sip:p1.example.com;lr>"]);
  const vias = headersOf(forwarded, "Via");
  expect(vias).toHaveLength(2);
  expect(vias[0]).toMatch(/^SIP\/2\.0\/UDP p1\.example\.com;branch=z9hG4bKp1-0-[0-9a-f]{8}\.[0-9a-f]{8}$/);
  expect(vias[1]).toBe(headersOf(invite, "Via")[0]);
});

test("a Record-Route goes above those of others, only where a dialog may begin, and not of who does not want it", () => {
  const recorded = with_({ name: "Record-Route", value: "<sip:p0;lr>" });
  expect(headersOf(only(started(straight).receive(recorded)), "Record-Route")).toEqual(["<sip:p1.example.com;lr>", "<sip:p0;lr>"]);
  expect(headersOf(only(started(straight, { recordRoute: null }).receive(recorded)), "Record-Route")).toEqual(["<sip:p0;lr>"]);
  const bye = request("BYE", { to: "<sip:bob@biloxi.example.com>;tag=1" });
  expect(headersOf(only(started(straight).receive(bye)), "Record-Route")).toEqual([]);
  expect(headersOf(only(started(straight).receive(request("MESSAGE"))), "Record-Route")).toEqual([]);
  for (const method of ["SUBSCRIBE", "REFER"]) {
    expect(headersOf(only(started(straight).receive(request(method))), "Record-Route")).toEqual(["<sip:p1.example.com;lr>"]);
  }
});

test("a request without Max-Forwards gets one, and one that has none left is refused (§16.3, §16.6)", () => {
  expect(headersOf(only(started(straight).receive(withHeaders(invite, "Max-Forwards", []))), "Max-Forwards")).toEqual(["70"]);
  expect(headersOf(only(started(straight).receive(withHeaders(invite, "Max-Forwards", ["1"]))), "Max-Forwards")).toEqual(["0"]);
  expect(
    started(straight)
      .receive(withHeaders(invite, "Max-Forwards", ["0"]))
      .map(say),
  ).toEqual(["483"]);
});

test("what a proxy cannot forward it refuses (§16.3)", () => {
  expect(
    started(straight)
      .receive(request("INVITE", { uri: "nobodyKnowsThisScheme:total-obfuscation" }))
      .map(say),
  ).toEqual(["416"]);
  const [refused] = started(straight).receive(with_({ name: "Proxy-Require", value: "sec-agree, foo" }));
  expect([say(refused), refused === undefined ? [] : headersOf(refused, "Unsupported")]).toEqual(["420", ["foo"]]);
  expect(
    started(straight)
      .receive(with_({ name: "Proxy-Require", value: "sec-agree" }))
      .map(say),
  ).toEqual([`INVITE ${invite.uri}`]);
});

test("a request that comes back unchanged loops, one that comes back changed spirals (§16.3, §16.6 item 8)", () => {
  const locate = to([{ uri: null, routes: ["<sip:p2;lr>"] }]);
  const back = withHeaders(only(started(locate).receive(invite)), "Route", []);
  expect(started(locate).receive(back).map(say)).toEqual(["482"]);
  expect(
    started(locate)
      .receive({ ...back, uri: "sip:robert@biloxi.example.com" })
      .map(say),
  ).toEqual(["INVITE sip:robert@biloxi.example.com"]);
});

test("where routing looks at the neighbour, a request that comes back from another one spirals (RFC 5393 §4.2.1)", () => {
  const locate = to([{ uri: null, routes: ["<sip:p2;lr>"] }]);
  const backFrom = (neighbour: string, change: Partial<ProxyConfig>) => {
    const back = withHeaders(only(started(locate, change).receive(invite)), "Route", []);
    return started(locate, change).receive(pushVia(back, `SIP/2.0/UDP ${neighbour};branch=z9hG4bKnext`));
  };
  expect(backFrom("p2", { routesByNeighbour: true }).map(say)).toEqual([`INVITE ${invite.uri}`]);
  expect(backFrom("client.atlanta.example.com", { routesByNeighbour: true }).map(say)).toEqual(["482"]);
  expect(backFrom("p2", {}).map(say)).toEqual(["482"]);
});

test("a Route that led here is taken out, and the next one leads on (§16.4, §16.6 item 6)", () => {
  const routes = ["<sip:p1.example.com;lr>", "<sip:p2.example.com;lr>"].map((value) => ({ name: "Route", value }));
  const out = only(started(straight).receive(with_(...routes)));
  expect([out.uri, ...headersOf(out, "Route")]).toEqual([invite.uri, "<sip:p2.example.com;lr>"]);
});

test("a strict router before it has put this proxy into the Request-URI (§16.4, by the example of §16.12.1.2)", () => {
  const strict = request("BYE", {
    uri: "sip:p1.example.com;lr",
    to: "<sip:bob@biloxi.example.com>;tag=1",
    headers: [
      { name: "Route", value: "<sip:p2.example.com;lr>" },
      { name: "Route", value: "<sip:callee@u2.domain.com>" },
    ],
  });
  const out = only(started(straight).receive(strict));
  expect([out.uri, ...headersOf(out, "Route")]).toEqual(["sip:callee@u2.domain.com", "<sip:p2.example.com;lr>"]);
});

test("a strict router after it finds itself in the Request-URI (§16.6 item 6)", () => {
  const out = only(started(straight).receive(with_({ name: "Route", value: "<sip:p2.example.com>, <sip:p3.example.com;lr>" })));
  expect([out.uri, ...headersOf(out, "Route")]).toEqual(["sip:p2.example.com", "<sip:p3.example.com;lr>", `<${invite.uri}>`]);
});

test("what routing adds goes before the Route that is left", () => {
  const locate = to([{ uri: null, routes: ["<sip:as;lr>", "<sip:p1.example.com;lr>"] }]);
  const out = only(started(locate).receive(with_({ name: "Route", value: "<sip:p2;lr>" })));
  expect(headersOf(out, "Route")).toEqual(["<sip:as;lr>", "<sip:p1.example.com;lr>", "<sip:p2;lr>"]);
});

test("who is a user agent as well can tell what is for itself", () => {
  const forSelf = (uri: string, ...routes: readonly string[]) =>
    isForSelf(config, request("REFER", { uri, headers: routes.map((value) => ({ name: "Route", value })) }));
  expect(forSelf("sip:conference@P1.example.com")).toBe(true);
  expect(forSelf("sip:conference@p1.example.com", "<sip:p1.example.com;lr>")).toBe(true);
  expect(forSelf("sip:bob@biloxi.example.com", "<sip:p1.example.com;lr>")).toBe(false);
  expect(forSelf("sip:p1.example.com", "<sip:p2.example.com;lr>")).toBe(false);
});

test("an answer loses this proxy's Via; 100 stays here, the others go on (§16.7)", () => {
  const proxy = started(straight);
  const out = only(proxy.receive(invite));
  expect(proxy.receive(responseTo(out, { status: 100 }, null))).toEqual([]);
  const ringing = responseTo(out, { status: 180 }, "1");
  expect(proxy.receive(ringing)).toEqual([popVia(ringing)]);
  const ok = responseTo(out, { status: 200 }, "1");
  expect(proxy.receive(ok)).toEqual([popVia(ok)]);
  expect(proxy.receive(ok)).toEqual([popVia(ok)]);
  expect(headersOf(popVia(ok), "Via")).toEqual(headersOf(invite, "Via"));
});

test("100 goes out at once, or when nothing has been said for 200 ms (§17.2.1)", () => {
  expect(started(straight, { tryingAtOnce: true }).receive(invite).map(say)).toEqual(["100", `INVITE ${invite.uri}`]);
  const proxy = started(straight);
  proxy.receive(invite);
  const [name = ""] = [...proxy.timers()].find(([, after]) => after === 200) ?? [];
  expect(proxy.fire(name).map(say)).toEqual(["100"]);
});

test("targets of a set are asked at once, sets one after another, and the best failure is told (§16.5, §16.7 item 6)", () => {
  const proxy = started(to(["sip:a@a", "sip:b@b"], [], ["sip:c@c"]));
  const [a, b] = requestsIn(proxy.receive(invite));
  if (a === undefined || b === undefined) throw new Error("two branches expected");
  expect([a.uri, b.uri]).toEqual(["sip:a@a", "sip:b@b"]);
  expect(proxy.receive(responseTo(a, { status: 486 }, "1")).map(say)).toEqual(["ACK sip:a@a"]);
  const [ack, c] = requestsIn(proxy.receive(responseTo(b, { status: 404 }, "2")));
  expect([say(ack), say(c)]).toEqual(["ACK sip:b@b", "INVITE sip:c@c"]);
  if (c === undefined) throw new Error("a third branch expected");
  expect(proxy.receive(responseTo(c, { status: 503 }, "3")).map(say)).toEqual(["ACK sip:c@c", "486"]);
});

test("the first 2xx cancels the branches that still ring (§16.7 item 10)", () => {
  const proxy = started(to(["sip:a@a", "sip:b@b", "sip:c@c"]));
  const [a, b, c] = requestsIn(proxy.receive(invite));
  if (a === undefined || b === undefined || c === undefined) throw new Error("three branches expected");
  proxy.receive(responseTo(a, { status: 180 }, "1"));
  expect(proxy.receive(responseTo(b, { status: 200 }, "2")).map(say)).toEqual(["200", "CANCEL sip:a@a"]);
  // A branch that has said nothing is cancelled when it does (§9.1).
  expect(proxy.receive(responseTo(c, { status: 180 }, "3")).map(say)).toEqual(["CANCEL sip:c@c"]);
  expect(proxy.receive(responseTo(a, { status: 487 }, "1")).map(say)).toEqual(["ACK sip:a@a"]);
  // §16.7 item 5: another 2xx goes on all the same.
  expect(proxy.receive(responseTo(c, { status: 200 }, "3")).map(say)).toEqual(["200"]);
  proxy.wait();
  expect(proxy.isIdle()).toBe(true);
});

test("after a 2xx the failures of other branches are told nobody, and a branch that outlives another is not forgotten", () => {
  const proxy = started(to(["sip:a@a", "sip:b@b", "sip:c@c"]));
  const [a, b, c] = requestsIn(proxy.receive(invite));
  if (a === undefined || b === undefined || c === undefined) throw new Error("three branches expected");
  expect(proxy.receive(responseTo(a, { status: 486 }, "1")).map(say)).toEqual(["ACK sip:a@a"]);
  const ended = [...proxy.timers().keys()].find((name) => name.startsWith("timer D")) ?? "";
  expect(proxy.fire(ended)).toEqual([]);
  expect(proxy.receive(responseTo(b, { status: 200 }, "2")).map(say)).toEqual(["200"]);
  expect(proxy.receive(responseTo(c, { status: 404 }, "3")).map(say)).toEqual(["ACK sip:c@c"]);
});

test("6xx cancels the rest and is told when all have answered (§16.7 item 5)", () => {
  const proxy = started(to(["sip:a@a", "sip:b@b"], ["sip:c@c"]));
  const [a, b] = requestsIn(proxy.receive(invite));
  if (a === undefined || b === undefined) throw new Error("two branches expected");
  proxy.receive(responseTo(a, { status: 180 }, "1"));
  expect(proxy.receive(responseTo(b, { status: 603 }, "2")).map(say)).toEqual(["ACK sip:b@b", "CANCEL sip:a@a"]);
  expect(proxy.receive(responseTo(a, { status: 487 }, "1")).map(say)).toEqual(["ACK sip:a@a", "603"]);
});

test("the best of all answers (§16.7 items 6 and 7)", () => {
  const best = (...statuses: readonly number[]) =>
    bestOf(
      statuses.map((status) =>
        responseTo(invite, { status, headers: [{ name: "WWW-Authenticate", value: `Digest realm="${status}"` }] }, "1"),
      ),
    )?.status;
  expect(best(404, 302)).toBe(302);
  expect(best(500, 404)).toBe(404);
  expect(best(404, 603)).toBe(603);
  for (const status of [401, 407, 415, 420, 484]) expect(best(404, status, 480)).toBe(status);
  expect(best(486, 480)).toBe(486);
  expect(best(503)).toBe(500);
  expect(best(503, 504)).toBe(504);
  expect(bestOf([])).toBe(null);
  const challenged = bestOf(
    [401, 407].map((status) =>
      responseTo(invite, { status, headers: [{ name: status === 401 ? "WWW-Authenticate" : "Proxy-Authenticate", value: "Digest" }] }, "1"),
    ),
  );
  expect(challenged?.headers.filter(({ name }) => name.endsWith("Authenticate")).map(({ name }) => name)).toEqual([
    "WWW-Authenticate",
    "Proxy-Authenticate",
  ]);
});

test("CANCEL is answered here and sent on (§16.10)", () => {
  const proxy = started(straight);
  const out = only(proxy.receive(invite));
  proxy.receive(responseTo(out, { status: 180 }, "1"));
  expect(proxy.receive(cancelOf(invite)).map(say)).toEqual(["200", `CANCEL ${invite.uri}`]);
  expect(proxy.receive(cancelOf(invite)).map(say)).toEqual(["200"]);
  expect(proxy.receive(responseTo(out, { status: 487 }, "1")).map(say)).toEqual([`ACK ${invite.uri}`, "487"]);
});

test("a branch is cancelled once", () => {
  const proxy = started(to(["sip:a@a", "sip:b@b"]));
  const [a, b] = requestsIn(proxy.receive(invite));
  if (a === undefined || b === undefined) throw new Error("two branches expected");
  proxy.receive(responseTo(a, { status: 180 }, "1"));
  expect(proxy.receive(cancelOf(invite)).map(say)).toEqual(["200", "CANCEL sip:a@a"]);
  expect(proxy.receive(responseTo(b, { status: 603 }, "2")).map(say)).toEqual(["ACK sip:b@b"]);
  expect(proxy.receive(responseTo(a, { status: 180 }, "1")).map(say)).toEqual(["180"]);
});

test("every 101 to 199 says that somebody is still there, a 100 does not (§16.7 item 2)", () => {
  const proxy = started(straight);
  const out = only(proxy.receive(invite));
  const restartsC = (status: number) =>
    proxy
      .react({ kind: "message", message: responseTo(out, { status }, "1") })
      .timers.some(({ name, after }) => name.startsWith("timer C of") && after !== null);
  expect([100, 101, 180, 183, 100].map(restartsC)).toEqual([false, true, true, true, false]);
  const other = started(straight);
  const options = only(other.receive(request("OPTIONS")));
  other.receive(responseTo(options, { status: 182 }, "1"));
  expect([...other.timers().keys()].filter((name) => name.startsWith("timer C of"))).toEqual([]);
});

test("a CANCEL that finds nothing is forwarded without state (§16.10)", () => {
  const proxy = started(straight);
  expect(proxy.receive(cancelOf(invite)).map(say)).toEqual([`CANCEL ${invite.uri}`]);
  expect(proxy.isIdle()).toBe(true);
});

test("a user who was to decide no longer may after CANCEL", () => {
  const proxy = started(() => ({ kind: "later" }));
  const { outputs } = proxy.react({ kind: "message", message: invite });
  const [told] = outputs;
  if (told?.kind !== "request") throw new Error("the user is to be told");
  const cancelled = proxy.react({ kind: "message", message: cancelOf(invite) });
  expect(cancelled.outputs.map((output) => (output.kind === "send" ? say(output.message) : output.kind))).toEqual([
    "200",
    "487",
    "settled",
  ]);
  expect(
    proxy.react({ kind: "forward", transaction: told.transaction, targets: [[{ uri: null }]] }).outputs.map(({ kind }) => kind),
  ).toEqual(["refused"]);
});

test("a user decides later, or answers itself", () => {
  const proxy = started(() => ({ kind: "later" }));
  const transactionOf = (reaction: ProxyReaction) =>
    reaction.outputs.flatMap((output) => (output.kind === "request" ? [output.transaction] : []))[0] ?? "";
  const transaction = transactionOf(proxy.react({ kind: "message", message: invite }));
  const forwarded = proxy.react({ kind: "forward", transaction, targets: [[{ uri: "sip:later@a" }]] });
  expect(forwarded.outputs.map((output) => output.kind === "send" && say(output.message))).toEqual(["INVITE sip:later@a"]);
  const other = transactionOf(proxy.react({ kind: "message", message: request("REGISTER", { branch: "z9hG4bKother" }) }));
  const answered = proxy.react({ kind: "respond", transaction: other, draft: { status: 401 } });
  expect(answered.outputs.map((output) => output.kind === "send" && say(output.message))).toEqual(["401"]);
  expect(proxy.react({ kind: "respond", transaction: other, draft: { status: 200 } }).outputs.map(({ kind }) => kind)).toEqual(["refused"]);
});

test("routing may answer, and has nowhere to send what has no target (§16.5)", () => {
  const challenge: Locate = () => ({
    kind: "answer",
    status: 407,
    headers: [{ name: "Proxy-Authenticate", value: 'Digest realm="atlanta"' }],
  });
  const [asked] = started(challenge).receive(invite);
  expect([say(asked), asked === undefined ? [] : headersOf(asked, "Proxy-Authenticate")]).toEqual(["407", ['Digest realm="atlanta"']]);
  expect(started(to([])).receive(invite).map(say)).toEqual(["404"]);
});

test("the ACK to a 2xx is forwarded without state, the same each time (§16.11); that to a failure ends here", () => {
  const proxy = started(straight);
  const ack = request("ACK", { to: "<sip:bob@biloxi.example.com>;tag=1", headers: [{ name: "Route", value: "<sip:p1.example.com;lr>" }] });
  const first = proxy.receive(ack);
  expect(first.map(say)).toEqual([`ACK ${ack.uri}`]);
  expect(proxy.receive(ack)).toEqual(first);
  expect(headersOf(only(first), "Via")).toHaveLength(2);
  const out = only(proxy.receive(invite));
  const busy = proxy.receive(responseTo(out, { status: 486 }, "1")).find((message) => message.kind === "response");
  if (busy?.kind !== "response") throw new Error("486 expected");
  expect(proxy.receive(acknowledgeFailure(invite, busy))).toEqual([]);
  expect(proxy.receive(withHeaders(ack, "Max-Forwards", ["0"]))).toEqual([]);
});

test("who does not answer counts as 408, who cannot be reached as 503 (§16.8, §16.9)", () => {
  const silent = started(straight);
  silent.receive(invite);
  const timerB = [...silent.timers().keys()].find((name) => name.startsWith("timer B")) ?? "";
  expect(silent.fire(timerB).map(say)).toEqual(["408"]);
  const unreachable = started(straight);
  const { outputs } = unreachable.react({ kind: "message", message: invite });
  const transaction =
    outputs.flatMap((output) => (output.kind === "send" && output.transaction !== null ? [output.transaction] : []))[0] ?? "";
  const failed = unreachable.react({ kind: "transport error", transaction });
  expect(failed.outputs.map((output) => output.kind === "send" && say(output.message))).toEqual(["500"]);
});

test("a 408 to anything but INVITE is not told (RFC 4320 §4.2)", () => {
  const proxy = started(straight);
  proxy.receive(request("OPTIONS"));
  const timerF = [...proxy.timers().keys()].find((name) => name.startsWith("timer F")) ?? "";
  expect(proxy.fire(timerF)).toEqual([]);
  expect(proxy.isIdle()).toBe(true);
});

test("who rings for more than three minutes is cancelled, and given up if that does not help (§16.8)", () => {
  const proxy = started(straight);
  const out = only(proxy.receive(invite));
  const timer = (letter: string) => [...proxy.timers()].find(([name]) => name.startsWith(`timer ${letter} of`)) ?? ["", 0];
  expect(timer("C")[1]).toBe(181_000);
  proxy.receive(responseTo(out, { status: 180 }, "1"));
  expect(proxy.fire(timer("C")[0]).map(say)).toEqual([`CANCEL ${invite.uri}`]);
  expect(timer("CANCEL")[1]).toBe(32_000);
  expect(proxy.fire(timer("CANCEL")[0]).map(say)).toEqual(["408"]);
  const mute = started(straight);
  mute.receive(invite);
  const [name] = [...mute.timers()].find(([timerC]) => timerC.startsWith("timer C")) ?? [""];
  expect(mute.fire(name).map(say)).toEqual(["408"]);
  for (const each of [proxy, mute]) {
    each.wait();
    expect(each.isIdle()).toBe(true);
  }
});
