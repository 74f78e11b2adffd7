import { item, operation, path, resource } from "callflow";
import { sip } from "callflow/sip";
import { expect, test } from "vitest";
import cmr from "../../flows/cmr-continue.ts";
import mcx from "../../flows/mcx-migration.ts";
import { followTrace } from "../../src/engine/end-state.ts";
import { execute } from "../../src/engine/index.ts";
import { mediaGraph } from "../../src/engine/media-graph.ts";
import type { ConferencePayload, IdentitiesPayload, Payload } from "../../src/model/payload.ts";
import type { Trace, TraceEvent } from "../../src/model/trace.ts";
import { checkTrace, momentsOf } from "../../src/trace/index.ts";
import { believing, runViews, saying } from "./run-views.ts";
import { failuresOf, flowOf, four } from "./small-flow.ts";

const payloadsIn = (event: TraceEvent | undefined): readonly Payload[] =>
  event?.message?.kind === "named-signal" ? event.message.payloads : [];
const sentAt = ({ events }: Trace, step: string) => events.find((one) => one.event === "send" && one.step === step);
const identitiesAt = (trace: Trace, step: string) =>
  payloadsIn(sentAt(trace, step)).find((one): one is IdentitiesPayload => one.kind === "sip-identities");

const PARTNER = { private: "agent@core.callflow.invalid", public: "sip:agent@core.callflow.invalid" };
const PRIMARY = { private: "agent@primary-core.callflow.invalid", public: "sip:agent@primary-core.callflow.invalid" };
const ANOTHER = { private: "another@primary-core.callflow.invalid", public: "sip:another@primary-core.callflow.invalid" };

/** Ids of the items in the flow, by what they are. */
const idOf = (name: string) => mcx.items.find((one) => one.name === name)?.id ?? "";
const [partner, primary] = [idOf("the partner MC system SIP identities"), idOf("the primary MC system SIP identities")];

test("identities go out as they are registered, are mapped, and are mapped back; the database hears of the primary ones alone", () => {
  const { trace } = execute(mcx, { seed: 3 });
  expect(["2", "4", "5", "6", "7", "9"].map((step) => identitiesAt(trace, step))).toMatchObject([
    PARTNER,
    PRIMARY,
    PRIMARY,
    PRIMARY,
    PRIMARY,
    PARTNER,
  ]);
  const { message } = sentAt(trace, "1") ?? {};
  expect(message?.kind === "sip" ? message.raw : "").toContain(`username="${PARTNER.private}"`);
  expect(message?.kind === "sip" ? message.raw : "").toContain(`To: <${PARTNER.public}>`);
});

const misconfigured = (participant: string, item: string) =>
  execute(mcx, { seed: 1, upsets: { [participant]: { identities: { [item]: ANOTHER } } } }).trace.outcome.failures;

test("who maps to the identities of somebody else fails where the database does not know them", () => {
  expect(misconfigured("partnerServer", primary)).toEqual([
    {
      step: "5",
      reason: `the SIP database in the primary MC system receives the get SIP authentication information request with the primary MC system SIP identities as "${ANOTHER.private}, ${ANOTHER.public}", but knows them as "${PRIMARY.private}, ${PRIMARY.public}"`,
    },
  ]);
  expect(misconfigured("subscribers", primary)).toMatchObject([{ step: "5" }]);
});

test("who is asked for identities that its mapping does not have fails where it maps", () => {
  expect(misconfigured("partnerServer", partner)).toEqual([
    {
      step: "3",
      reason: `the migration management server in the partner MC system is to map the partner MC system SIP identities "${PARTNER.private}, ${PARTNER.public}", which its mapping does not have`,
    },
  ]);
});

test("who is configured with no mapping finds no identities", () => {
  const items = mcx.items.map(({ value, ...rest }) => (value?.kind === "mapping" || value === undefined ? rest : { ...rest, value }));
  expect(failuresOf({ ...mcx, items })[0]).toMatch(/^3: the migration management server .* is configured with no mapping to them$/u);
});

const conferenceIn = (trace: Trace): ConferencePayload => {
  const found = trace.events.flatMap(payloadsIn).find((one) => one.kind === "conference");
  if (found === undefined) throw new Error("no conference");
  return found;
};
const portsAt = (trace: Trace, step: string) => {
  const { message } = sentAt(trace, step) ?? {};
  return message?.kind === "sip" ? [...message.raw.matchAll(/^m=(\w+) (\d+)/gmu)].map(([, type, port]) => `${type} ${port}`) : [];
};

test("the offers of re-INVITE and UPDATE name the ports that the resource has set aside, which are others for another seed", () => {
  const said = [1, 2].map((seed) => {
    const { trace } = execute(cmr, { seed });
    const { media, address } = conferenceIn(trace);
    const ports = media.map(({ component, port }) => `${component} ${port}`);
    expect(address).toBe("resources.callflow.invalid");
    expect(portsAt(trace, "4")).toEqual(ports.slice(0, 1));
    expect(portsAt(trace, "6")).toEqual(ports);
    return ports;
  });
  expect(said[0]).not.toEqual(said[1]);
});

test("without an answer that tells the address and the ports, the offer fails where it is sent", () => {
  const idOfMessage = (name: string) => cmr.messages.find((one) => one.name === name)?.id ?? "";
  const [asks, answer] = [idOfMessage("allocate conference resource"), idOfMessage("conference resource allocated")];
  const body = cmr.body.filter((element) => element.kind !== "hop" || element.message !== answer);
  const without = (using: readonly string[]) => using.filter((id) => id !== answer);
  const messages = cmr.messages.map((one) => ({
    ...one,
    role: one.id === asks ? ("one-way" as const) : one.role,
    using: without(one.using),
  }));
  expect(failuresOf({ ...cmr, messages, body })[0]).toBe(
    "4: the CMR Server is to send re-INVITE with the IP address and ports of the CMR Resource Server, which it never learns",
  );
});

test("who is told that there is a conference, but not where, fails where it is to say so", () => {
  const forgetful = (view: Parameters<Parameters<typeof runViews>[1] & object>[0]) =>
    view.participant !== "resources" ? view : { ...view, items: new Map() };
  expect(runViews(cmr, forgetful).told).toEqual([
    {
      step: "4",
      reason:
        "the CMR Server is to send re-INVITE, but has only heard of the IP address and ports of the CMR Resource Server, not what it is",
    },
  ]);
});

test("a resource that is asked for no media sets nothing aside, and for some of them not the others", () => {
  const asking = (names: readonly string[]) =>
    believing(
      cmr,
      "server",
      { step: "3", kind: "send" },
      saying((message) => ({
        ...message,
        signal: { kind: "operation", connects: [], allocates: { kind: "components", session: "s1", names } },
      })),
    );
  expect(runViews(cmr, asking([])).told[0]?.reason).toMatch(/has not been asked to set anything aside/u);
  expect(runViews(cmr, asking(["audio"])).told).toEqual([
    { step: "6", reason: "the CMR Server is to send UPDATE, but has been given no port for video there" },
  ]);
});

test("what is mixed is what comes in at the ports of the conference", () => {
  const { trace } = execute(cmr, { seed: 1 });
  const { media } = conferenceIn(trace);
  const audio = media.find(({ component }) => component === "audio")?.port ?? 0;
  const edges = (change: (raw: string) => string): readonly string[] => {
    const follower = followTrace();
    for (const event of trace.events)
      follower.see(event.message?.kind === "sip" ? { ...event, message: { kind: "sip", raw: change(event.message.raw) } } : event);
    return [...mediaGraph(follower.end(), "audio", "s1")];
  };
  expect(edges((raw) => raw)).toEqual(
    expect.arrayContaining(["clientA|resources", "resources|clientB", "clientB|resources", "resources|clientA"]),
  );
  expect(edges((raw) => raw.replace(`m=audio ${audio}`, "m=audio 65534"))).not.toContain("resources|clientB");
});

test("a conference may be set aside in a call of one's own making", () => {
  const flow = flowOf({ ...four, mixer: resource("mixer") }, ({ alice, server, mixer }, flow) => {
    const call = flow.session(["audio"]);
    const all = call.media();
    const room = flow
      .request(path(server, mixer), operation("set aside", { allocates: all }))
      .reply("set aside", { carries: { room: item("the room", "conference") } });
    const invite = flow.request(path(server, alice), sip.invite({ session: call, offer: [all.at(mixer)] }), {
      carries: { room: room.items.room },
    });
    invite.reply(200, { answer: [all.at(alice)] }).ack();
  });
  expect(failuresOf(flow)).toEqual([]);
  const { trace } = execute(flow, { seed: 1 });
  expect(checkTrace(trace)).toEqual([]);
  expect(portsAt(trace, "3")).toEqual([`audio ${conferenceIn(trace).media[0]?.port}`]);
});

const findingsIn = (trace: Trace) => checkTrace(trace).map(({ checker, step, reason }) => `${checker} ${step}: ${reason}`);

/** Changes what is sent, and what arrives of it, at one step. */
function changedAt(trace: Trace, step: string, change: (text: string) => string): Trace {
  const events = trace.events.map((event) =>
    event.step === step && event.message !== null ? { ...event, message: JSON.parse(change(JSON.stringify(event.message))) } : event,
  );
  return { ...trace, events };
}

test("a checker compares what is passed on with what was told: identities", () => {
  const { trace } = execute(mcx, { seed: 1 });
  expect(findingsIn(trace)).toEqual([]);
  const another = (text: string) => text.replaceAll("agent@", "another@");
  for (const step of ["2", "5", "7", "9"])
    expect(findingsIn(changedAt(trace, step, another))[0]).toMatch(new RegExp(`^learnt ${step}: \\w+ sends "i[12]" as another@`, "u"));
  // Who maps them is the first who says what they are; the answer shows it.
  expect(findingsIn(changedAt(changedAt(trace, "4", another), "5", another)).join("\n")).toMatch(
    /^learnt 6: subscribers sends .*\n.*\n(.*\n)*learnt 7: primaryServer /u,
  );
});

test("a checker compares what is passed on with what was told: the ports of a conference", () => {
  const { trace } = execute(cmr, { seed: 1 });
  expect(findingsIn(trace)).toEqual([]);
  const { media } = conferenceIn(trace);
  for (const step of ["4", "6"]) {
    const other = changedAt(trace, step, (text) => text.replace(`m=audio ${media[0]?.port}`, "m=audio 65534"));
    expect(findingsIn(other)).toEqual([
      expect.stringMatching(new RegExp(`^learnt ${step}: server describes .*:65534, which was not set aside`, "u")),
    ]);
  }
  const untold = {
    ...trace,
    events: trace.events.filter(({ message }) => message?.kind !== "named-signal" || message.name !== "conference resource allocated"),
  };
  expect(findingsIn(untold).filter((line) => line.startsWith("learnt"))).toEqual([]);
  const tooLate = trace.events.toSorted((a, b) => lateness(a) - lateness(b)).map((event, at) => ({ ...event, n: at + 1 }));
  expect(findingsIn({ ...trace, events: tooLate }).join("\n")).toMatch(/^learnt 4: server describes .* has not been told to it$/mu);
});

/** The answer of the resource arrives when everything else is over. */
function lateness({ event, n, message }: TraceEvent): number {
  return event === "receive" && message?.kind === "named-signal" && message.name === "conference resource allocated" ? 1000 : n;
}

test("a moment says what is known", () => {
  const { trace } = execute(mcx, { seed: 1 });
  const known = momentsOf(trace)
    .at(-1)
    ?.knowledge.flatMap(({ participant, what }) => (what.kind === "item" ? [`${participant} ${what.value}`] : []));
  expect(known).toContain(`primaryServer ${PRIMARY.private}, ${PRIMARY.public}`);
  expect(known).toContain(`partnerServer ${PARTNER.private}, ${PARTNER.public}`);
});
