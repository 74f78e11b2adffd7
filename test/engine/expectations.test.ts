import { as, operation, type Participant, path, registrar, resource, reverse, ue } from "callflow";
import { sip } from "callflow/sip";
import { expect, test } from "vitest";
import { execute } from "../../src/engine/index.ts";
import type { Flow } from "../../src/model/flow.ts";
import { flowOf, smallFlow } from "./small-flow.ts";

/** "holds: …" and "fails: …" of a flow that runs whole. */
function judged(flow: Flow): readonly string[] {
  const { failures, expectations } = execute(flow, { seed: 1 }).trace.outcome;
  expect(failures).toEqual([]);
  return expectations.map(({ text, ok }) => `${ok ? "holds" : "fails"}: ${text}`);
}

test("media goes both ways between those who have agreed on it, and no other", () => {
  const flow = smallFlow(({ alice, proxy, bob, server }, flow) => {
    const call = flow.given.session([path(alice, proxy, bob)], { media: ["audio", "video"] });
    flow.expect.media(call.media(), [alice, bob]);
    flow.expect.media(call.media("video"), [bob, alice]);
    flow.expect.media(call.media(), [alice, server]);
    flow.expect.media(flow.session(["text"]).media("text"), [alice, bob]);
    flow.expect.media(call.mediaExcept(call.media()), [alice, server]);
  });
  expect(judged(flow)).toEqual([
    "holds: audio and video between Alice and Bob",
    "holds: video between Bob and Alice",
    "fails: audio and video between Alice and the application server",
    "fails: text between Alice and Bob",
  ]);
});

test("a new offer moves, holds and removes media; what is refused does not flow", () => {
  const after = (change: "move" | "remove" | "sendonly" | "refuse") =>
    judged(
      smallFlow(({ alice, server, bob }, flow) => {
        const call = flow.given.session([path(alice, server), path(server, bob)], { media: ["audio", "video"] });
        const video = call.media("video");
        const offered =
          change === "remove"
            ? video.removed()
            : change === "sendonly"
              ? video.at(alice, "sendonly")
              : video.at(change === "move" ? server : alice);
        const answered =
          change === "refuse" || change === "remove" ? video.removed() : change === "sendonly" ? video.at(bob, "recvonly") : video.at(bob);
        const update = flow.request(path(server, bob), sip.update(call, { offer: [offered] }));
        update.reply(200, { answer: [answered] });
        flow.expect.media(call.media("audio"), [alice, bob]);
        flow.expect.media(video, [alice, bob]);
        flow.expect.media(video, [bob, alice]);
      }),
    );
  for (const change of ["move", "remove", "sendonly", "refuse"] as const)
    expect(after(change), change).toEqual([
      "holds: audio between Alice and Bob",
      "fails: video between Alice and Bob",
      "fails: video between Bob and Alice",
    ]);
});

test("an anchor of media is on its way, one of signalling is not", () => {
  const anchored = (anchor: "media" | "signalling") =>
    judged(
      smallFlow(({ alice, server, bob }, flow) => {
        const call = flow.given.session([path(alice, server), path(server, bob)], { media: ["audio"], anchor });
        flow.expect.media(call.media(), [alice, bob]);
        flow.expect.media(call.media(), [alice, bob], { through: [server] });
        flow.expect.media(call.media(), [alice, server]);
      }),
    );
  expect(anchored("signalling")).toEqual([
    "holds: audio between Alice and Bob",
    "fails: audio between Alice and Bob, by way of the application server",
    "fails: audio between Alice and the application server",
  ]);
  expect(anchored("media")).toEqual([
    "fails: audio between Alice and Bob",
    "holds: audio between Alice and Bob, by way of the application server",
    "holds: audio between Alice and the application server",
  ]);
});

test("an offer may come in the answer, and its answer in the ACK", () => {
  const flow = smallFlow(({ alice, bob }, flow) => {
    const call = flow.session(["audio"]);
    const audio = call.media();
    flow
      .request(path(alice, bob), sip.invite({ session: call }))
      .reply(200, { offer: [audio.at(bob)] })
      .ack({ answer: [audio.at(alice)] });
    flow.expect.media(audio, [alice, bob]);
  });
  expect(judged(flow)).toEqual(["holds: audio between Alice and Bob"]);
});

test("a resource passes on what reaches it, what another resource sends it, and what it plays itself", () => {
  const mixed = (connected: boolean) =>
    flowOf(
      { a: ue("A"), b: ue("B"), server: as("AS"), one: resource("Mixer 1"), two: resource("Mixer 2") },
      ({ a, b, server, one, two }, flow) => {
        const call = flow.given.session([path(a, server), path(server, b)], { media: ["audio"] });
        const audio = call.media();
        flow.request(path(server, a), sip.update(call, { offer: [audio.at(one)] })).reply(200, { answer: [audio.at(a)] });
        flow.request(path(server, b), sip.update(call, { offer: [audio.at(two)] })).reply(200, { answer: [audio.at(b)] });
        const connect = (to: Participant, from: Participant, end: Participant) =>
          flow.send(
            path(server, to),
            operation("connect", {
              connects: [
                { media: audio, from, to: end },
                { media: audio, from: end, to: from },
              ],
            }),
          );
        // In an order in which the second is needed by the first.
        connect(one, two, a);
        if (connected) connect(two, one, b);
        flow.send(path(server, two), operation("play", { connects: [{ media: audio, from: two, to: b }] }));
        flow.expect.media(audio, [a, b], { through: [one, two] });
      },
    );
  expect(judged(mixed(true))).toEqual(["holds: audio between A and B, by way of Mixer 1 and Mixer 2"]);
  expect(judged(mixed(false))).toEqual(["fails: audio between A and B, by way of Mixer 1 and Mixer 2"]);
});

test("what a resource plays need not have reached it, and is of one session only", () => {
  const played = (own: boolean) =>
    judged(
      flowOf({ a: ue("A"), server: as("AS"), player: resource("player") }, ({ a, server, player }, flow) => {
        const call = flow.given.session([path(a, server)], { media: ["audio"] });
        const other = flow.session(["audio"]);
        flow
          .request(path(server, a), sip.update(call, { offer: [call.media().at(player, "recvonly")] }))
          .reply(200, { answer: [call.media().at(a, "sendonly")] });
        const media = own ? call.media() : other.media();
        flow.send(path(server, player), operation("play", { connects: [{ media, from: player, to: a }] }));
        flow.expect.media(call.media(), [a, player]);
      }),
    );
  expect(played(true)).toEqual(["holds: audio between A and the player"]);
  expect(played(false)).toEqual(["fails: audio between A and the player"]);
});

test("who is released has no leg of the session left; others may", () => {
  const flow = smallFlow(({ alice, server, bob }, flow) => {
    const call = flow.given.session([path(alice, server), path(server, bob)], { media: ["audio"] });
    flow.request(path(server, alice), sip.bye(call)).reply(200);
    flow.expect.released(call, alice);
    flow.expect.released(call, server);
    flow.expect.released(call, bob);
  });
  expect(judged(flow)).toEqual([
    "holds: the session with Alice is released",
    "fails: the session with the application server is released",
    "fails: the session with Bob is released",
  ]);
});

test("who is registered has had a REGISTER accepted there", () => {
  const flow = flowOf({ a: ue("A"), b: ue("B"), home: registrar("home"), other: registrar("other") }, ({ a, b, home, other }, flow) => {
    flow.request(path(a, home), sip.register()).reply(401);
    flow.request(path(b, home), sip.register()).reply(401);
    flow.request(path(a, home), sip.register()).reply(200);
    flow.expect.registered(a, home);
    flow.expect.registered(b, home);
    flow.expect.registered(a, other);
  });
  expect(judged(flow)).toEqual(
    ["holds: A is registered at home", "fails: B is registered at home", "fails: A is registered at other"].map((line) =>
      line.replace(/at (?=home|other)/u, "at the "),
    ),
  );
});

test("who is an end of a path knows what came over it, a relay does not, and who was configured does", () => {
  const flow = smallFlow(({ alice, proxy, server, bob }, flow) => {
    const key = flow.given.known([alice], "the key");
    const asked = flow.request(path(alice, proxy, server), operation("ask"), { carries: { key } });
    asked.reply("told");
    flow.send(path(server, proxy, bob), operation("news"), { carries: { key: asked.items.key } });
    for (const who of [alice, server, bob]) flow.expect.knows(who, key);
    for (const who of [alice, proxy, bob]) flow.expect.neverLearns(who, key);
  });
  expect(judged(flow)).toEqual([
    "holds: Alice knows the key",
    "holds: the application server knows the key",
    "holds: Bob knows the key",
    "fails: Alice never learns the key",
    "holds: P-CSCF never learns the key",
    "fails: Bob never learns the key",
  ]);
});

test("who only answers 100 (Trying) has not read the request", () => {
  const flow = smallFlow(({ alice, proxy, bob }, flow) => {
    const key = flow.given.known([alice], "the key");
    const sent = flow.request(path(alice, proxy, bob), sip.invite(), { carries: { key }, until: proxy });
    sent.trying(proxy);
    sent.onward();
    sent.reply(200).ack();
    flow.expect.neverLearns(proxy, key);
    flow.expect.knows(bob, key);
  });
  expect(judged(flow)).toEqual(["holds: P-CSCF never learns the key", "holds: Bob knows the key"]);
});

test("what a participant sends on its own it knows", () => {
  const flow = smallFlow(({ alice, proxy, bob }, flow) => {
    const way = path(alice, proxy, bob);
    const key = flow.given.known([bob], "the key");
    flow.request(way, operation("ask")).reply("told", { carries: { key } });
    flow.expect.knows(alice, key);
    flow.send(reverse(way), operation("more"));
  });
  expect(judged(flow)).toEqual(["holds: Alice knows the key"]);
});
