import { makeFlow } from "./make-flow.ts";

const a = "CPM User A Device 1";
const n = "CPM User A Device 'n'";
const coreA = "SIP/IP Core A";
const csA = "CPM Conversation Server A";
const coreB = "SIP/IP Core B";
const csB = "CPM Conversation Server B";
const b = "CPM User B Device 1";

/** Long names on many participants, a path that passes some of them twice. */
const crowded = makeFlow({ participants: [n, a, coreA, csA, coreB, csB, b], numbering: { sign: "-" } }, [
  { condition: "CPM User A and CPM User B have a CPM Session between CPM User A Device 1 and CPM User B Device 1", of: [a, b] },
  { message: "CPM Session Transfer request", path: [a, coreA, csA] },
  { message: "Accepted notification", path: [csA, coreA, a], role: "reply" },
  { message: "Join CPM Session Notification", path: [csA, coreA, n] },
  { message: "notification response", path: [n, coreA, csA], role: "reply" },
  { message: "CPM Session Invitation request", path: [n, coreA, csA, coreA, coreB, csB, coreB, b] },
  { message: "OK", path: [b, coreB, csB, coreB, coreA, csA, coreA, n], role: "reply" },
  { message: "ACK", path: [n, coreA, csA, coreA, coreB, csB, coreB, b], role: "ack", show: "hidden" },
  { message: "CPM Session Replaced Notification", path: [n, coreA, csA] },
  { message: "CPM Session Replaced Notification response", path: [csA, coreA, n], role: "reply" },
  { message: "Release CPM Session Notification", path: [csA, coreA, a] },
  { message: "notification response", path: [a, coreA, csA], role: "reply" },
  { message: "Release CPM Session request", path: [a, coreA, csA, coreA, coreB, csB, coreB, b] },
  { message: "OK (Release CPM Session)", path: [b, coreB, csB, coreB, coreA, csA, coreA, a], role: "reply" },
]);

const ua = "signalling user agent";
const core = "SIP core";
const mms1 = "partner migration management server";
const mms2 = "primary migration management server";
const db = "SIP database";

/** Nested groups, notes bound to steps, hidden relays. */
const grouped = makeFlow(
  {
    participants: [
      `${ua}@MC service UE`,
      `${core}@Partner IMS`,
      `${mms1}@Partner MC system`,
      "primary core@Primary MC system",
      `${mms2}@Primary MC system`,
      `${db}@Primary MC system`,
    ],
    groups: ["MC service UE", "Partner MC system", "Partner MC system > Partner IMS", "Primary MC system"],
    notes: ["From the point of view of the signalling user agent this is the usual registration as required for IMS AKA."],
  },
  [
    {
      message: "SIP registration request",
      path: [ua, core],
      note: "The partner MC system SIP identities are used instead of the default ones of the ISIM.",
    },
    { message: "get SIP authentication information request", path: [core, mms1] },
    { action: "maps the partner MC system SIP identities to the primary ones", of: mms1 },
    {
      message: "get SIP authentication information request",
      path: [mms1, "(primary core)", mms2],
      note: "The message passes the SIP core / IMS of the partner MC system and that of the primary MC system. For brevity this is not shown in the figure, which only has the two servers and what they say to each other.",
    },
    { message: "get SIP authentication information request", path: [mms2, db] },
    { message: "get SIP authentication information response", path: [db, mms2], role: "reply" },
    { message: "get SIP authentication information response", path: [mms2, "(primary core)", mms1], role: "reply" },
    { action: "maps back", of: db },
    { message: "SIP authentication challenge request", path: [core, ua], role: "one-way" },
  ],
);

/** Every kind of element. */
const everything = makeFlow({ participants: ["Alice", "Proxy", "Server", "Bob"], notes: ["The proxy may be absent."] }, [
  { condition: "Alice is registered", of: ["Alice"], note: "As described elsewhere." },
  {
    exchange: "Alice learns which sessions Bob has, for example by the dialog event package",
    between: ["Alice", "Server"],
    body: [{ message: "SUBSCRIBE", path: ["Alice", "Server"] }],
  },
  { exchange: "resource reservation of all kinds", between: ["Proxy", "Server"] },
  { reference: "Registration", flow: "TS 23.228 clause 5.2.2.3", of: ["Alice", "Proxy"] },
  {
    paragraph: [
      { message: "INVITE", path: ["Alice", "Proxy", "Server"] },
      { message: "100 Trying", path: ["Server", "Proxy", "Alice"], role: "reply" },
    ],
  },
  { timer: "Timer B", of: "Alice", event: "start", duration: 32_000 },
  { message: "check", path: ["Proxy", "Proxy"] },
  { message: "charging record update", path: ["Bob", "Bob"], role: "one-way" },
  {
    fragment: "alt",
    operands: [
      [
        "Bob is there",
        [
          { message: "INVITE", path: ["Server", "Bob"] },
          {
            fragment: "opt",
            operands: [
              [
                "Bob's terminal rings, and the network knows that it does",
                [
                  { message: "180 Ringing", path: ["Bob", "Server"], role: "reply" },
                  { action: "starts the announcement", of: "Server" },
                ],
              ],
            ],
          },
          { message: "200 OK", path: ["Bob", "Server"], role: "reply" },
        ],
      ],
      ["Otherwise", [{ condition: "Bob is not reachable", of: ["Server", "Bob"] }]],
    ],
  },
  { timer: "Timer B", of: "Alice", event: "stop" },
  {
    fragment: "loop",
    operands: [
      [
        "Until Alice hangs up",
        [
          {
            message: "MESSAGE with a text that is longer than any gap between two lifelines could ever be on a page",
            path: ["Alice", "Proxy"],
            role: "one-way",
          },
        ],
      ],
    ],
  },
  {
    fragment: "par",
    operands: [
      ["", [{ message: "BYE", path: ["Alice", "Bob"] }]],
      ["", [{ message: "PUBLISH", path: ["Alice", "Server"] }]],
    ],
  },
  { timer: "Timer F", of: "Bob", event: "expiry" },
  { message: "ACK", path: ["Alice", "Bob"], role: "ack" },
]);

export const exampleFlows = { crowded, grouped, everything };
