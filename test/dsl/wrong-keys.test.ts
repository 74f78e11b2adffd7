import { expect, test } from "vitest";
import { inFlow, wrongOf } from "./run-body.ts";

// A flow file is loaded without its types being checked: what they would have said is said when it runs.

const whole = `id: "x", title: "X", figure: { label: "1", caption: "x" }, source: { document: "d", clause: "1" }, participants: { a: ue("A") }`;
const withHead = (head: string) => wrongOf(`return defineFlow({ ${head} }, () => {});`);

test("keys of the head", () => {
  expect(withHead(whole)).toBe("nothing");
  expect(withHead(`${whole}, numbering: { perfix: "F" }`)).toBe(
    'flows/tried.ts:1:8: unknown option "perfix" of numbering. Did you mean prefix? Options: sign, prefix, end',
  );
  expect(withHead(whole.replace("figure", "fgure"))).toMatch(
    /^flows\/tried\.ts:1:8: unknown option "fgure" of defineFlow\(\)\. Did you mean figure\?/,
  );
  expect(withHead(whole.replace('title: "X", ', ""))).toBe(
    "flows/tried.ts:1:8: defineFlow() lacks title. It takes id, title, figure, source, numbering, published, modes, participants",
  );
  expect(withHead(whole.replace(', clause: "1"', ""))).toBe("flows/tried.ts:1:8: source lacks clause. It takes document, clause");
  expect(withHead(whole.replace(', caption: "x"', ""))).toBe("flows/tried.ts:1:8: figure lacks caption. It takes label, caption");
  expect(withHead(whole.replace('label: "1"', "label: 1"))).toBe("flows/tried.ts:1:8: label of figure is 1. Put a string there");
  expect(withHead(`${whole}, numbering: { sign: "–" }`)).toMatch(
    /^flows\/tried\.ts:1:8: sign of numbering is "–"\. .*Possibilities: ~, -, to/,
  );
  expect(withHead(`${whole}, modes: [{ name: "x" }]`)).toBe("flows/tried.ts:1:8: a mode lacks covered. It takes name, covered");
  expect(withHead(whole.replace('ue("A")', '"A"'))).toBe('flows/tried.ts:1:8: participant a is "A". Declare it, as a: ue("Alice")');
  expect(withHead(whole.replace('ue("A")', 'ue("A", { hed: "x" })'))).toMatch(/unknown option "hed" of ue\(\)\. Did you mean head\?/);
  expect(wrongOf("return defineFlow();")).toMatch(/^flows\/tried\.ts:1:8: defineFlow\(\) takes an object of options, not undefined/);
  expect(wrongOf(`return defineFlow({ ${whole} });`)).toMatch(/defineFlow\(\) takes a function that says what happens, not undefined/);
});

test("a participant that is not declared", () => {
  expect(wrongOf(`return defineFlow({ ${whole.replace("a: ue", "alice: ue")} }, ({ alcie }) => {});`)).toBe(
    "flows/tried.ts:1:159: there is no participant alcie. Did you mean alice? Participants: alice",
  );
});

const wrong = (body: string) => wrongOf(inFlow(body));

test("options of every call", () => {
  const unknown = (of: string, key = "shw", column = 6) =>
    new RegExp(`^flows/tried\\.ts:3:${column}: unknown option "${key}" of ${of.replace(/[()]/g, "\\$&")}\\. .*Options: `);
  expect(wrong("flow.request(path(a, c), sip.options(), { shw: 'ends' });")).toMatch(unknown("flow.request()"));
  expect(wrong("flow.send(path(a, c), operation('x'), { shw: 'ends' });")).toMatch(unknown("flow.send()"));
  expect(wrong("flow.condition([a], 'x', { show: 'ends' });")).toMatch(unknown("flow.condition()", "show"));
  expect(wrong("flow.action(a, 'x', { shw: 'ends' });")).toMatch(unknown("flow.action()"));
  expect(wrong("flow.request(path(a, c), sip.options()).reply(200, { shw: 'ends' });")).toMatch(unknown("reply()", "shw", 41));
  expect(wrong("flow.request(path(a, c), operation('x')).reply('y', { as: 'z' });")).toMatch(unknown("reply()", "as", 42));
  expect(wrong("flow.request(path(a, c), sip.invite()).reply(200).ack({ shw: 'ends' });")).toMatch(unknown("ack()", "shw", 51));
  expect(wrong("flow.request(path(a, c), sip.invite()).trying(c, { shw: 'hops' });")).toMatch(unknown("trying()", "shw", 40));
  expect(wrong("flow.request(path(a, c), sip.invite({ offr: [] }));")).toMatch(unknown("sip.invite()", "offr", 30));
  expect(wrong("flow.request(path(a, c), sip.message({ offer: [] }));")).toMatch(unknown("sip.message()", "offer", 30));
  expect(wrong("flow.given.session([path(a, c)], { meda: ['audio'] });")).toMatch(unknown("given.session()", "meda", 12));
  expect(wrong("flow.given.pending(path(a, c), sip.invite(), { erly: {} });")).toMatch(unknown("given.pending()", "erly", 12));
  expect(wrong("flow.expect.media(flow.session(['audio']).media(), [a, c], { trough: [b] });")).toMatch(
    unknown("expect.media()", "trough", 13),
  );
  expect(wrong("flow.departs('flow', { form: 'x', reason: 'x' });")).toMatch(unknown("flow.departs()", "form"));
  expect(wrong("flow.erratum('flow', { where: 'x', was: 'x', now: 'x' });")).toBe(
    "flows/tried.ts:3:6: flow.erratum() lacks why. It takes where, was, now, why",
  );
  expect(wrong("flow.request(path(a, c), sip.options(), { show: 'end' });")).toBe(
    'flows/tried.ts:3:6: show of flow.request() is "end". Did you mean ends? Possibilities: hops, ends, hidden',
  );
  expect(wrong("flow.action(a, 'x', { using: a });")).toBe(
    "flows/tried.ts:3:6: using of flow.action() is an object. Put a list, as [a, b], there",
  );
  // A name that every object has is no option.
  expect(wrong("flow.action(a, 'x', { constructor: 1 });")).toMatch(unknown("flow.action()", "constructor"));
});

test("what is missing in a call", () => {
  expect(wrong("flow.request(path(a, c), sip.bye());")).toBe(
    "flows/tried.ts:3:30: sip.bye() is sent within a session, and none is named. As sip.bye(call): a session of the flow, or the INVITE that set it up",
  );
  expect(wrong("flow.request(path(a, c), sip.bye(path(a, c)));")).toMatch(/^flows\/tried\.ts:3:30: sip\.bye\(\) is sent within a session/);
  expect(wrong("flow.request(path(a, c), sip.cancel());")).toMatch(/:3:30: sip\.cancel\(\) cancels an INVITE, and none is named/);
  expect(wrong("flow.request(path(a, c), sip.notify());")).toMatch(/:3:30: sip\.notify\(\) belongs to a REFER or a SUBSCRIBE/);
  expect(wrong("flow.request(path(a, c), sip.refer());")).toMatch(/:3:30: sip\.refer\(\) takes an object of options, not undefined/);
  expect(wrong("flow.request(path(a, c), sip.invite);")).toMatch(/:3:6: flow\.request\(\) sends a message, not a function/);
  expect(wrong("flow.request(path(a, c));")).toMatch(/:3:6: flow\.request\(\) sends a message, not undefined/);
  expect(wrong("flow.request([a, c], sip.options());")).toMatch(/:3:6: flow\.request\(\) takes a path first, not a list/);
  expect(wrong("flow.request(path(a, flow), sip.options());")).toMatch(/:3:14: path\(\) takes participants, not an object/);
  expect(wrong("flow.request(path(a, c), sip.options()).reply();")).toMatch(/:3:41: OPTIONS is answered with a status, not undefined/);
  for (const status of [999, 99, 0, -200, 700])
    expect(wrong(`flow.request(path(a, c), sip.invite()).reply(${status});`)).toMatch(
      new RegExp(`:3:40: INVITE is answered with a status from 100 to 699, not ${status}`),
    );
  expect(wrong("flow.request(path(a, c), operation('x')).reply(200);")).toMatch(
    /:3:42: "x" is answered with the name of a message, not 200/,
  );
  expect(wrong("flow.request(path(a, c), sip.invite({ offer: [flow.session(['audio']).media()] }));")).toMatch(
    /:3:6: a line of media should stand here, not an object\. Say who receives the media/,
  );
  expect(wrong("flow.condition(a, 'x');")).toMatch(/:3:6: a list of participants should stand here, not an object/);
  expect(wrong("flow.condition([a]);")).toMatch(/:3:6: words should stand here, not undefined/);
  expect(wrong("flow.action(undefined, 'x');")).toMatch(/:3:6: a participant should stand here, not undefined/);
  expect(wrong("flow.session();")).toMatch(/:3:6: flow\.session\(\) takes the names of its media, not undefined/);
  expect(wrong("flow.expect.released(a, a);")).toMatch(/:3:13: a session should stand here, not an object/);
  expect(wrong("flow.alt(() => {});")).toMatch(/:3:6: flow\.alt\(\) takes operands, not a function/);
  expect(wrong("flow.loop('x', () => {});")).toMatch(/:3:6: a loop has a number of turns/);
  expect(wrong("operation();")).toMatch(/:3:1: operation\(\) takes the name of a message, not undefined/);
});

test("an answer to what is no request", () => {
  const only = "only a request is answered. Answer what flow.request() returned";
  expect(wrong("flow.request(path(a, c), sip.invite()).reply(180).reply(200);")).toBe(
    `flows/tried.ts:3:51: 180 Ringing is an answer: ${only}`,
  );
  expect(wrong("flow.request(path(a, c), sip.invite()).reply(200).ack().reply(200);")).toBe(`flows/tried.ts:3:57: ACK is an ACK: ${only}`);
  expect(wrong("flow.send(path(a, c), operation('tell')).reply('x');")).toBe(
    `flows/tried.ts:3:42: tell is a message that nobody answers: ${only}`,
  );
  expect(wrong("flow.request(path(a, c), sip.options()).reply(200).ack();")).toBe(
    "flows/tried.ts:3:52: 200 OK is not acknowledged: only a final answer to an INVITE is. Leave the ack() out",
  );
});

test("a component that the session does not have", () => {
  expect(wrong('flow.session(["audio", "video"]).media("vidoe");')).toBe(
    'flows/tried.ts:3:34: the session has no "vidoe". Did you mean video? Components: audio, video',
  );
});
