import { expect, test } from "vitest";
import { sipfragOf, statusOfSipfrag } from "../../../src/sip/subscription/sipfrag.ts";
import { eventOf, isAbout, type Subscription, stateIn, subscriptionHappens } from "../../../src/sip/subscription/subscription.ts";
import {
  type SubscriptionEvent,
  type SubscriptionKind,
  type SubscriptionRow,
  subscriptionTables,
} from "../../../src/sip/subscription/tables.ts";
import { defaultTiming } from "../../../src/sip/timing.ts";
import { request } from "../requests.ts";

const walked = new Set<string>();

const begun = (kind: SubscriptionKind): Subscription => ({
  kind,
  id: "s",
  state: "init",
  dialog: null,
  callId: "c",
  localTag: "l",
  event: "presence",
  eventId: null,
  needsId: false,
  sequence: 1,
  expires: null,
  timers: [],
});

/** Walks a machine: each line is an event (with the seconds it grants), what it does, and the state after it. @returns what is not so */
function walk(kind: SubscriptionKind, script: string): readonly string[] {
  let subscription = begun(kind);
  const wrong: string[] = [];
  for (const line of script
    .trim()
    .split("\n")
    .map((one) => one.trim())) {
    const said = line.slice(0, line.indexOf(" -> "));
    const [, event = "", seconds] = /^(.*?)(?: (\d+))?$/.exec(said) ?? [];
    walked.add(`${kind}, ${subscription.state}, ${event}`);
    const course = subscriptionHappens(
      subscription,
      event as SubscriptionEvent,
      seconds === undefined ? null : Number(seconds),
      defaultTiming,
    );
    const timers = course?.timers.map(({ name, after }) => `${name.split(" ")[1]} ${after ?? "off"}`) ?? [];
    const does = course === null ? ["ignored"] : [...timers, ...(course.saysTimeout ? ["says timeout"] : [])];
    subscription = course?.subscription ?? subscription;
    const actual = `${said} -> ${does.length === 0 ? "nothing" : does.join(", ")} | ${subscription.state}`;
    if (actual !== line) wrong.push(`${actual}, expected ${line}`);
  }
  return wrong;
}

const walks = (): readonly string[] => [
  ...walk(
    "subscriber",
    `subscribe 3600 -> N 32000 | notify_wait
     granted 3600 -> nothing | notify_wait
     subscribe -> ignored | notify_wait
     pending 600 -> N off, expiry 605000 | pending
     pending 600 -> expiry 605000 | pending
     granted 500 -> expiry 505000 | pending
     subscribe -> N 32000 | pending
     no NOTIFY -> N off | pending
     subscribe -> N 32000 | pending
     active 600 -> N off, expiry 605000 | active
     active -> nothing | active
     subscribe -> N 32000 | active
     granted 300 -> expiry 305000 | active
     no NOTIFY -> N off | active
     subscribe -> N 32000 | active
     active 300 -> N off, expiry 305000 | active
     subscribe -> N 32000 | active
     pending 100 -> N off, expiry 105000 | pending
     terminated -> expiry off | terminated
     active 100 -> ignored | terminated`,
  ),
  ...["terminated", "refused", "timer N"].flatMap((event) =>
    walk("subscriber", `subscribe 60 -> N 32000 | notify_wait\n ${event} -> ${event === "timer N" ? "nothing" : "N off"} | terminated`),
  ),
  ...["active", "pending"].flatMap((state) => [
    ...["terminated", "refused"].flatMap((event) =>
      walk(
        "subscriber",
        `subscribe -> N 32000 | notify_wait\n ${state} 60 -> N off, expiry 65000 | ${state}\n ${event} -> expiry off | terminated`,
      ),
    ),
    ...walk(
      "subscriber",
      `subscribe -> N 32000 | notify_wait\n ${state} 60 -> N off, expiry 65000 | ${state}\n timer expiry -> nothing | terminated`,
    ),
    ...walk(
      "subscriber",
      `subscribe -> N 32000 | notify_wait
       ${state} 60 -> N off, expiry 65000 | ${state}
       subscribe -> N 32000 | ${state}
       ${state} 60 -> N off, expiry 65000 | ${state}
       subscribe -> N 32000 | ${state}
       timer N -> expiry off | terminated`,
    ),
  ]),
  ...walk(
    "notifier",
    `subscribe 60 -> expiry 60000 | resp_wait
     subscribe 50 -> expiry 50000 | resp_wait
     pending -> nothing | pending
     pending -> nothing | pending
     subscribe 60 -> expiry 60000 | pending
     active -> nothing | active
     active -> nothing | active
     subscribe 60 -> expiry 60000 | active
     pending -> nothing | pending
     active -> nothing | active
     answered -> ignored | active
     terminated -> expiry off | ending
     active -> ignored | ending
     answered -> nothing | terminated`,
  ),
  ...["resp_wait", "pending", "active"].flatMap((state) => {
    const reach = `subscribe 60 -> expiry 60000 | resp_wait${state === "resp_wait" ? "" : `\n ${state} -> nothing | ${state}`}`;
    return [
      ...walk("notifier", `${reach}\n refused -> expiry off | terminated`),
      ...walk("notifier", `${reach}\n terminated -> expiry off | ending\n refused -> nothing | terminated`),
      ...walk("notifier", `${reach}\n timer expiry -> says timeout | ${state}\n terminated -> nothing | ending`),
    ];
  }),
  ...walk("notifier", "subscribe 60 -> expiry 60000 | resp_wait\n active -> nothing | active"),
];

test("both machines of a subscription (RFC 6665 §4.1.2, §4.2.1)", () => {
  expect(walks()).toEqual([]);
});

test("every row of both tables has been walked", () => {
  const rows = Object.entries(subscriptionTables).flatMap(([kind, table]) =>
    Object.entries(table).flatMap(([state, events]) => Object.keys(events).map((event) => `${kind}, ${state}, ${event}`)),
  );
  expect(rows.filter((row) => !walked.has(row))).toEqual([]);
});

test("a row that is left out, leads elsewhere or does less is noticed", () => {
  const unnoticed: string[] = [];
  for (const [kind, table] of Object.entries(subscriptionTables)) {
    for (const [state, events] of Object.entries(table)) {
      const rows = events as Record<string, SubscriptionRow>;
      for (const [event, row] of Object.entries(rows)) {
        const [next, ...actions] = row;
        const mutants: readonly (SubscriptionRow | undefined)[] = [
          undefined,
          [next === "terminated" ? "active" : "terminated", ...actions],
          ...actions.map((_, index): SubscriptionRow => [next, ...actions.toSpliced(index, 1)]),
        ];
        for (const mutant of mutants) {
          if (mutant === undefined) delete rows[event];
          else rows[event] = mutant;
          if (walks().length === 0) unnoticed.push(`${kind}, ${state}, ${event}: ${mutant ?? "left out"}`);
          rows[event] = row;
        }
      }
    }
  }
  expect(unnoticed).toEqual([]);
});

test("a subscription without end has no end", () => {
  const course = subscriptionHappens({ ...begun("notifier") }, "subscribe", 2 ** 32 - 1, defaultTiming);
  expect(course?.timers).toEqual([]);
});

test("what a NOTIFY is about and says", () => {
  const notify = (event: string, state: string) =>
    request("NOTIFY", {
      headers: [
        { name: "Event", value: event },
        { name: "Subscription-State", value: state },
      ],
    });
  expect(eventOf(notify("refer;id=93809823", "active"))).toEqual({ event: "refer", eventId: "93809823" });
  expect(eventOf(request("NOTIFY"))).toBe(null);
  expect(stateIn(notify("refer", "active;expires=60"))).toEqual({ event: "active", expires: 60 });
  expect(stateIn(notify("refer", "Terminated;reason=noresource"))).toEqual({ event: "terminated", expires: null });
  expect(stateIn(notify("refer", "refused"))).toBe(null);
  expect(stateIn(request("NOTIFY"))).toBe(null);
});

test("the id of the first REFER of a dialog may be left out, that of the others may not (RFC 3515 §2.4.6)", () => {
  const refer = { ...begun("subscriber"), event: "refer", eventId: "2" };
  const matches = (needsId: boolean, eventId: string | null, event = "refer") => isAbout({ ...refer, needsId }, { event, eventId });
  expect([matches(false, null), matches(false, "2"), matches(true, "2")]).toEqual([true, true, true]);
  expect([matches(true, null), matches(false, "3"), matches(false, null, "presence")]).toEqual([false, false, false]);
});

test("a sipfrag tells how the referred request fares (RFC 3515 §2.4.5)", () => {
  expect(sipfragOf(100)).toBe("SIP/2.0 100 Trying\r\n");
  expect(statusOfSipfrag(sipfragOf(603, "Declined"))).toEqual({ status: 603, reason: "Declined" });
  expect(statusOfSipfrag("SIP/2.0 200 OK\r\nTo: <sip:a@b>;tag=1\r\n")).toEqual({ status: 200, reason: "OK" });
  expect(statusOfSipfrag(sipfragOf(100))).toEqual({ status: 100, reason: "Trying" });
  expect(statusOfSipfrag("SIP/2.0 200 OK")).toEqual({ status: 200, reason: "OK" });
  expect(statusOfSipfrag("HTTP/1.1 200 OK\r\n")).toBe(null);
});
