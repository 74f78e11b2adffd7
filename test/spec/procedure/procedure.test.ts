import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import cmrContinue from "../../../flows/cmr-continue.ts";
import cpmInPath from "../../../flows/cpm-transfer-in-path.ts";
import cpmNotInPath from "../../../flows/cpm-transfer-not-in-path.ts";
import twoProxies from "../../../flows/examples/rfc3665-two-proxies.ts";
import mcxMigration from "../../../flows/mcx-migration.ts";
import mmscRetrieval from "../../../flows/mmsc-retrieval.ts";
import mmscTransfer from "../../../flows/mmsc-transfer.ts";
import { resolveVariant } from "../../../src/analysis/resolve-variant.ts";
import type { Flow } from "../../../src/model/flow.ts";
import { elementsOf, indexOf } from "../../../src/model/walk.ts";
import { procedureManuscript, writeMarkdown } from "../../../src/spec/index.ts";
import { sharedFolder } from "../../sip/shared-folder.ts";
import { action, flowOf, message, say, who } from "../flow-of.ts";

const linesOf = (flow: Flow, participant: string) => writeMarkdown(procedureManuscript(flow, participant)).trimEnd().split(/\n+/u).slice(1);

/** What the CMR Server shall do, one line each. */
const obligations = linesOf(cmrContinue, "server").flatMap(
  (line) => /(?:^- |SHALL )(?<duty>[a-z].*?)(?:; and|;|\.)$/u.exec(line)?.groups?.["duty"] ?? [],
);

/** Each obligation of the contribution by words that only it has, and what is said of it here. */
const compared: readonly (readonly [there: RegExp, here: RegExp])[] = [
  [/send a SIP ACK to Called Party/u, /^send ACK to CMR Client-B for the 200 OK for INVITE$/u],
  [/contact the CMR Resource Server to request conference resource/u, /^ask the CMR Resource Server to allocate conference resource$/u],
  [
    /send a SIP re-INVITE request to Called Party.*IP address and ports of/u,
    /^send re-INVITE to CMR Client-B, .* the IP address and ports of the CMR Resource Server$/u,
  ],
  [
    /send a SIP UPDATE request to Calling Party.*IP address and ports of/u,
    /^send UPDATE to CMR Client-A, .* the IP address and ports of the CMR Resource Server$/u,
  ],
  [
    /send a 200 \(OK\) of INVITE request to Calling Party upon receiving a SIP 200 \(OK\) response of UPDATE/u,
    /^send 200 OK for INVITE to CMR Client-A$/u,
  ],
  [
    /instruct CMR Resource Server to start to mix .* upon receiving the SIP ACK from Calling Party/u,
    /^ask the CMR Resource Server to start mixing$/u,
  ],
];

const shared = sharedFolder();

describe.skipIf(shared === null)("the CMR Server against the list of the contribution (skipped where the shared folder is absent)", () => {
  const text = shared === null ? "" : readFileSync(join(shared, "contributions/cmr-continue.txt"), "utf8");
  const bullets = text.split("\n").filter((line) => line.startsWith("· ") && line.length > 4);

  test("the list has as many obligations as are compared, in this order", () => {
    expect(bullets).toHaveLength(compared.length);
    for (const [at, [there]] of compared.entries()) expect(bullets[at]).toMatch(there);
  });

  test("the same obligations in the same order, but for the ACK that the list has forgotten, which is an erratum", () => {
    const here = compared.map(([, pattern]) => obligations.findIndex((duty) => pattern.test(duty)));
    expect(here).toEqual([0, 1, 2, 3, 4, 6]);
    expect(obligations[5]).toBe("send ACK to CMR Client-B for the 200 OK for re-INVITE");
    expect(obligations).toHaveLength(7);
    expect(cmrContinue.errata.map(({ was }) => was)).toContain("no ACK for the re-INVITE in the list of what the CMR Server does");
  });

  test("what the list waits for is waited for here", () => {
    const procedure = linesOf(cmrContinue, "server").join(" ");
    expect(procedure).toMatch(
      /Upon receiving 200 OK for UPDATE from CMR Client-A, the CMR Server SHALL send 200 OK for INVITE to CMR Client-A\./u,
    );
    expect(procedure).toMatch(/Upon receiving ACK from CMR Client-A, the CMR Server SHALL:.*start mixing\.$/u);
  });

  test("where the resource is to be stopped, the Resource Server is told to", () => {
    expect(text).toMatch(/SHALL instruct the CMR Resource Server to stop playing/u);
    expect(linesOf(resolveVariant(cmrContinue, "stop"), "server").join(" ")).toMatch(
      /SHALL:.*- ask the CMR Resource Server to stop playing\./u,
    );
  });
});

test("every message that the clause prints, of every participant of the six flows, is an obligation of who sends it, once", () => {
  for (const flow of [mmscTransfer, mmscRetrieval, cpmInPath, cpmNotInPath, cmrContinue, mcxMigration]) {
    const { hopsOf, stepOf } = indexOf(flow);
    for (const { id } of flow.participants) {
      const isPrinted = (name: string) => (hopsOf.get(name) ?? []).some((hop) => stepOf.has(hop));
      const sent = [...elementsOf(flow.body)].filter((element) => element.kind === "hop" && element.from === id);
      const hops = sent.filter((element) => element.kind === "hop" && isPrinted(element.message)).length;
      const acts = [...elementsOf(flow.body)].filter((element) => element.kind === "action" && element.participant === id).length;
      const lines = linesOf(flow, id).filter((line) => !line.endsWith(":") && !line.endsWith("takes part in no step of this procedure."));
      expect([flow.id, id, lines.length]).toEqual([flow.id, id, hops + acts]);
      for (const line of lines) expect(line).toMatch(/^(?:- .+[;.]|- .+; and|(?:Upon .+, )?.+ (?:shall|SHALL) .+\.)$/u);
    }
  }
});

test("an action is said in the imperative, whoever its author names and however many verbs it has", () => {
  const acts = [
    say("decides which components move, and stores them"),
    say(who("a"), " recognises the user and try again."),
    say("The ", who("a"), " is ready"),
  ];
  const said = acts.map((text, at) => {
    const flow = flowOf({
      participants: { a: "UE-1", b: "UE-2" },
      messages: [message("m", "request", "INVITE", "a b")],
      body: [action(`x${at}`, "a", text)],
    });
    return linesOf(flow, "a")[0];
  });
  expect(said).toEqual([
    "UE-1 shall decide which components move, and store them.",
    "UE-1 shall recognise the user and try again.",
    "The UE-1 shall be ready.",
  ]);
});

test("what comes twice is told apart: by what it reports, by what it has more, by how often it has come", () => {
  const notified = linesOf(mmscTransfer, "ue1").filter((line) => line.includes("receiving NOTIFY"));
  expect(notified.map((line) => /status \d+/u.exec(line)?.[0])).toEqual(["status 100", "status 200"]);
  const invited = linesOf(twoProxies, "proxy1").filter((line) => line.includes("receiving INVITE"));
  expect(invited).toEqual([
    "Upon receiving INVITE from Alice, Proxy 1 shall send 407 Proxy Authentication Required for INVITE to Alice, including the challenge.",
    "Upon receiving INVITE from Alice with the credentials, Proxy 1 shall:",
  ]);
});

test("what the clause does not print is no obligation", () => {
  expect(linesOf(cpmInPath, "a1").join("\n")).not.toMatch(/NOTIFY|REFER/u);
});
