import { expect, test } from "vitest";
import type { SipResponseMessage } from "../../../src/sip/message.ts";
import {
  newRegistration,
  type Registration,
  type RegistrationInput,
  type RegistrationRow,
  reactRegistration,
  registrationTable,
} from "../../../src/sip/registration/client.ts";
import { responseTo } from "../../../src/sip/responses.ts";
import { request } from "../requests.ts";

const begun: Registration = newRegistration({
  id: "bob's registration",
  registrar: "sip:biloxi.example.com",
  address: "Bob <sip:bob@biloxi.example.com>",
  contact: "<sip:bob@client>",
  callId: "1",
  fromTag: "a",
  headers: [{ name: "Supported", value: "path" }],
  routes: ["<sip:p1;lr>"],
});

function inputOf(said: string): RegistrationInput {
  const [word = "", value = ""] = said.split(" ");
  if (word === "ask") return { kind: "ask", expires: Number(value) };
  if (word === "credentials") return { kind: "credentials", headers: [{ name: "Authorization", value: "Digest" }] };
  if (word === "timer") return { kind: "timer", name: `timer ${value} of bob's registration` };
  return word === "give" ? { kind: "give up" } : { kind: "response", response: answer(Number(word), value) };
}

/** @param value how long a 2xx binds the contact for, or what Min-Expires says */
function answer(status: number, value: string): SipResponseMessage {
  const contacts = [
    { name: "Contact", value: "<sip:bob@other>;expires=9" },
    ...(value === "" ? [] : [{ name: "Contact", value: `<sip:bob@CLIENT>;expires=${value}` }]),
  ];
  const headers = status < 300 ? contacts : value === "" ? [] : [{ name: "Min-Expires", value }];
  return responseTo(request("REGISTER"), { status, headers }, "1");
}

/** @returns what is not as the script has it */
function walk(script: string): readonly string[] {
  let registration = begun;
  const wrong: string[] = [];
  for (const line of script
    .trim()
    .split("\n")
    .map((one) => one.trim())) {
    const said = line.slice(0, line.indexOf(" -> "));
    const before = registration;
    const reaction = reactRegistration(registration, inputOf(said));
    registration = reaction.registration;
    const sent =
      reaction.request === null
        ? []
        : [
            `REGISTER ${reaction.request.cseq} for ${registration.wanted}${/Authorization/.test(JSON.stringify(reaction.request)) ? " with credentials" : ""}`,
          ];
    const does = [...sent, ...reaction.timers.map(({ name, after }) => `${name.split(" ")[1]} ${after ?? "off"}`)];
    const ignored = reaction.registration === before;
    const actual = `${said} -> ${ignored ? "ignored" : does.length === 0 ? "nothing" : does.join(", ")} | ${registration.state}`;
    if (actual !== line) wrong.push(`${actual}, expected ${line}`);
  }
  return wrong;
}

const walks = () => [
  ...walk(
    `ask 3600 -> REGISTER 1 for 3600 | asking
     100 -> ignored | asking
     401 -> nothing | challenged
     credentials -> REGISTER 2 for 3600 with credentials | asking
     200 3600 -> refresh 3000000, expiry 3600000 | registered
     timer refresh -> REGISTER 3 for 3600 | asking
     200 1200 -> refresh 600000, expiry 1200000 | registered
     timer refresh -> REGISTER 4 for 3600 | asking
     200 1000 -> refresh 500000, expiry 1000000 | registered
     ask 60 -> REGISTER 5 for 60 | asking
     423 120 -> REGISTER 6 for 120 | asking
     200 120 -> refresh 60000, expiry 120000 | registered
     timer refresh -> REGISTER 7 for 120 | asking
     503 -> nothing | registered
     timer expiry -> nothing | unregistered
     timer expiry -> ignored | unregistered`,
  ),
  ...walk("ask 60 -> REGISTER 1 for 60 | asking\n 403 -> nothing | unregistered"),
  // A registrar that never has enough is not asked for ever.
  ...walk("ask 60 -> REGISTER 1 for 60 | asking\n 423 120 -> REGISTER 2 for 120 | asking\n 423 120 -> nothing | unregistered"),
  ...walk("ask 60 -> REGISTER 1 for 60 | asking\n 401 -> nothing | challenged\n give up -> nothing | unregistered"),
  ...walk(
    `ask 60 -> REGISTER 1 for 60 | asking
     200 60 -> refresh 30000, expiry 60000 | registered
     ask 0 -> REGISTER 2 for 0 | asking
     407 -> nothing | challenged
     timer expiry -> nothing | challenged
     credentials -> REGISTER 3 for 0 with credentials | asking
     200 -> refresh off, expiry off | unregistered`,
  ),
  ...walk(
    `ask 60 -> REGISTER 1 for 60 | asking
     200 60 -> refresh 30000, expiry 60000 | registered
     timer refresh -> REGISTER 2 for 60 | asking
     401 -> nothing | challenged
     give up -> nothing | registered
     timer refresh -> REGISTER 3 for 60 | asking
     timer expiry -> nothing | asking
     408 -> nothing | unregistered`,
  ),
];

test("a registration is made, kept and given up (RFC 3261 §10.2)", () => {
  expect(walks()).toEqual([]);
});

test("its requests have one Call-ID and one tag, and say the contact", () => {
  const { request: draft } = reactRegistration(begun, { kind: "ask", expires: 60 });
  expect(draft).toEqual({
    method: "REGISTER",
    uri: "sip:biloxi.example.com",
    to: "Bob <sip:bob@biloxi.example.com>",
    from: "Bob <sip:bob@biloxi.example.com>",
    fromTag: "a",
    callId: "1",
    cseq: 1,
    routes: ["<sip:p1;lr>"],
    headers: [
      { name: "Contact", value: "<sip:bob@client>" },
      { name: "Expires", value: "60" },
      { name: "Supported", value: "path" },
    ],
  });
});

test("the timers of others are not its own", () => {
  const registered = reactRegistration(reactRegistration(begun, { kind: "ask", expires: 60 }).registration, {
    kind: "response",
    response: answer(200, "60"),
  }).registration;
  expect(reactRegistration(registered, { kind: "timer", name: "timer refresh of alice's registration" }).request).toBe(null);
});

test("a row that is left out, leads elsewhere or does less is noticed", () => {
  const unnoticed: string[] = [];
  for (const [state, events] of Object.entries(registrationTable)) {
    const rows = events as Record<string, RegistrationRow>;
    for (const [event, row] of Object.entries(rows)) {
      const [next, ...actions] = row;
      const mutants: readonly (RegistrationRow | undefined)[] = [
        undefined,
        [next === "unregistered" ? "registered" : "unregistered", ...actions],
        ...actions.map((_, index): RegistrationRow => [next, ...actions.toSpliced(index, 1)]),
      ];
      for (const mutant of mutants) {
        if (mutant === undefined) delete rows[event];
        else rows[event] = mutant;
        if (walks().length === 0) unnoticed.push(`${state}, ${event}: ${mutant ?? "left out"}`);
        rows[event] = row;
      }
    }
  }
  expect(unnoticed).toEqual([]);
});
