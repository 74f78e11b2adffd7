import { as, defineFlow, type Flow, type FlowBuilder, operation, path, proxy, ue } from "callflow";
import { sip } from "callflow/sip";
import type { Declarations, Handles } from "../../src/dsl/participants.ts";
import { execute } from "../../src/engine/index.ts";
import { type Trace, titleOf } from "../../src/model/trace.ts";

const head = { id: "small", title: "Small", figure: { label: "1", caption: "small" }, source: { document: "", clause: "" } };

/** Two users, a relay and a server. */
export const four = { alice: ue("Alice"), proxy: proxy("P-CSCF"), server: as("application server"), bob: ue("Bob") };

type Body<P extends Declarations> = (participants: Handles<P>, flow: FlowBuilder) => void;

/** A flow of those four. */
export function smallFlow(body: Body<typeof four>): Flow {
  return defineFlow({ ...head, participants: four }, body);
}

/** A flow of others. */
export function flowOf<const P extends Declarations>(participants: P, body: Body<P>): Flow {
  return defineFlow({ ...head, participants }, body);
}

/** What went wrong, "3: Alice does not answer REFER"; nothing where all is well. */
export function failuresOf(flow: Flow, seed = 1): readonly string[] {
  const { outcome } = execute(flow, { seed }).trace;
  const expectations = outcome.expectations.filter(({ ok }) => !ok).map(({ text }) => `expected: ${text}`);
  const told = outcome.failures.map(({ step, reason }) => `${step ?? "-"}: ${reason}`);
  if (outcome.ok !== (told.length + expectations.length === 0)) throw new Error("ok says something else than the failures");
  return [...told, ...expectations];
}

/** What happened in the flow, in order: "alice > proxy: INVITE" for what arrives, "alice: a1" for the rest. */
export function coursesOf({ events }: Trace): readonly string[] {
  return events.flatMap(({ phase, event, from, to, message, hop }) => {
    if (phase === "prelude" || event === "send") return [];
    return [event === "receive" ? `${from} > ${to}: ${message === null ? "" : titleOf(message)}` : `${from}: ${event} ${hop}`];
  });
}

/** Everything that the DSL can say of what happens, and right. */
export const richFlow: Flow = smallFlow(({ alice, proxy, server, bob }, flow) => {
  const toServer = path(alice, proxy, server);
  const call = flow.given.session([path(alice, proxy, bob)], { media: ["audio", "video"] });
  const key = flow.given.known([alice], "the key");
  const moved = flow.parameter(call.media("video"));
  flow.condition([alice, bob], "they talk", { holds: call });
  const timer = flow.timer(alice, "T1", 500);
  flow.exchange([alice, server], "agree", () => {
    flow.request(toServer, sip.options()).reply(200);
  });
  const asked = flow.request(toServer, operation("give a ticket"), { carries: { key } });
  const given = asked.reply("ticket given", { carries: { ticket: asked.items.key } });
  const choice = flow.alt(
    ["it is liked", () => void flow.action(alice, "is glad", { using: [given] })],
    ["there is none", () => void flow.send(path(alice, proxy, server), operation("complaint"), { using: [key] })],
  );
  flow.loop("until it is enough", 3, () => {
    const update = flow.request(path(alice, proxy, bob), sip.update(call, { offer: [moved.at(alice)] }));
    update.reply(200, { answer: [moved.at(bob)] });
    flow.opt("it rains", () => void flow.send(path(bob, proxy, alice), operation("umbrella"), { using: [update] }));
  });
  flow.par(
    () => {
      const busy = flow.request(path(alice, proxy, server), sip.invite()).reply(486, { until: proxy });
      busy.ack();
      busy.onward();
      busy.ack();
    },
    () => {
      const invite = flow.request(path(bob, proxy, server), sip.invite(), { until: proxy });
      invite.trying(proxy, { show: "hidden" });
      invite.onward();
      invite.reply(180);
      invite.reply(200).ack();
    },
  );
  flow.reference([alice, bob], "other", "they go on as in the other flow");
  timer.expires();
  const bye = flow.request(path(alice, proxy, bob), sip.bye(call));
  const over = bye.reply(200);
  flow.note(bye, "This is the end.");
  flow.departs(bye, { from: "RFC 0", reason: "none" });
  flow.variant("short", "there is no ticket", (variant) => {
    variant.omit(asked);
    variant.choose(choice, 1);
    variant.set(moved, call.media());
    variant.after(over, () => flow.send(path(alice, proxy, bob), operation("farewell")));
  });
  flow.expect.released(call, alice);
  flow.expect.knows(server, key);
});
