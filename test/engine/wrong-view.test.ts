import { expect, test } from "vitest";
import cmr from "../../flows/cmr-continue.ts";
import cpm from "../../flows/cpm-transfer-not-in-path.ts";
import transfer from "../../flows/mmsc-transfer.ts";
import type { LocalMessage } from "../../src/analysis/local-view.ts";
import { execute } from "../../src/engine/index.ts";
import type { SipRequest, SipResponse } from "../../src/model/signal.ts";
import { believing, runViews, saying } from "./run-views.ts";

const request = (change: Partial<SipRequest>) =>
  saying(
    (message): LocalMessage => (message.signal.kind === "sip-request" ? { ...message, signal: { ...message.signal, ...change } } : message),
  );
const response = (change: Partial<SipResponse>) =>
  saying(
    (message): LocalMessage =>
      message.signal.kind === "sip-response" ? { ...message, signal: { ...message.signal, ...change } } : message,
  );

test("nobody who believes what the flow says fails", () => {
  for (const flow of [transfer, cmr, cpm]) expect(runViews(flow).told).toEqual([]);
});

test("another route: a relay that is told another way passes the request there, and the run fails at the step", () => {
  const wrong = believing(transfer, "scscf", { step: "15", kind: "receive" }, (event) => ({ ...event, next: "pcscf1" }));
  expect(runViews(transfer, wrong).told).toEqual([
    { step: "16", reason: "S-CSCF passes INVITE on to P-CSCF-1, where its path leads, but the flow has it go to P-CSCF-2" },
  ]);
});

test("another route: a user agent with another outbound proxy", () => {
  const wrong = believing(transfer, "ue1", { step: "3", kind: "send" }, (event) => ({ ...event, next: "pcscf2" }));
  expect(runViews(transfer, wrong).told[0]).toMatchObject({
    step: "3",
    reason: expect.stringContaining("but the flow has it go to P-CSCF-1"),
  });
});

test("a relay that does not record its route is left out by what comes later in the dialog", () => {
  const { failures } = execute(transfer, { seed: 1, upsets: { pcscf2: { staysOut: true } } }).trace.outcome;
  expect(failures).toEqual([
    { step: "22", reason: "S-CSCF passes ACK on to UE-2, where its route leads, but the flow has it go to P-CSCF-2" },
  ]);
});

test("another dialog: BYE to somebody with whom there is none", () => {
  const wrong = believing(
    cpm,
    "a1",
    { step: "32", kind: "send" },
    saying((message) => ({ ...message, target: "csA" })),
  );
  expect(runViews(cpm, wrong).told).toEqual([
    {
      step: "32",
      reason:
        "CPM User A Device 1 is to send the Release CPM Session request, but has no dialog of this session with CPM Conversation Server A (RFC 3261 §12.2)",
    },
  ]);
});

test("another dialog: the ACK of the other INVITE (CMR step 10 as the source words it)", () => {
  const legB = "m3";
  const wrong = believing(
    cmr,
    "server",
    { step: "10", kind: "send" },
    saying((message) => ({ ...message, answers: { id: legB, name: "INVITE" } })),
  );
  expect(runViews(cmr, wrong).told).toMatchObject([{ step: "10", reason: "the CMR Server is to send ACK, but has no INVITE open" }]);
});

test("another subscription: NOTIFY about something that nobody asked for", () => {
  const wrong = believing(
    transfer,
    "mmsc",
    { step: "39", kind: "send" },
    request({ subscription: { kind: "subscription", of: "m9", state: "terminated", fragment: 200 } }),
  );
  expect(runViews(transfer, wrong).told).toEqual([
    { step: "39", reason: "the MMSC AS is to send NOTIFY, but has accepted nothing that it could be about (RFC 6665 §4.2.2)" },
  ]);
});

test("a NOTIFY after the subscription has ended", () => {
  const early = believing(transfer, "mmsc", { step: "9", kind: "send" }, (event) => ({
    ...event,
    message: request({ subscription: { kind: "subscription", of: "m1", state: "terminated", fragment: 200 } })(event).message,
  }));
  expect(runViews(transfer, early).told[0]).toMatchObject({ step: "39", reason: expect.stringContaining("RFC 6665") });
});

test("another decision: UE-2 is busy", () => {
  const wrong = believing(transfer, "ue2", { step: "18", kind: "send" }, response({ status: 486, description: null }));
  expect(runViews(transfer, wrong).told[0]).toEqual({
    step: "18",
    reason: "P-CSCF-2 receives 486 Busy Here from UE-2, which the flow does not send it",
  });
});

test("another decision: UE-2 accepts without an answer to the offer", () => {
  const wrong = believing(transfer, "ue2", { step: "18", kind: "send" }, response({ description: null }));
  expect(runViews(transfer, wrong).told[0]).toMatchObject({ step: "18", reason: expect.stringContaining("the offer is not answered") });
});

test("another decision: UE-1 hangs up instead of taking the update", () => {
  const wrong = believing(transfer, "mmsc", { step: "24", kind: "send" }, request({ method: "BYE", description: null }));
  expect(runViews(transfer, wrong).told[0]).toMatchObject({
    step: "24",
    reason: expect.stringContaining("which the flow does not send it"),
  });
});

test("an offer while another waits for its answer", () => {
  const wrong = believing(
    cmr,
    "server",
    { step: "6", kind: "send" },
    saying((message) => ({ ...message, target: "clientB" })),
  );
  expect(runViews(cmr, wrong).told[0]?.step).toBe("6");
});
