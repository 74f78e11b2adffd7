import { expect, test } from "vitest";
import type { SipMessage } from "../../../src/sip/message.ts";
import { responseTo } from "../../../src/sip/responses.ts";
import { defaultTiming } from "../../../src/sip/timing.ts";
import { type MachineKind, type Row, type TransactionEvent, tables } from "../../../src/sip/transaction/tables.ts";
import { happen, newTransaction, type TransactionCourse, type TransactionOutput } from "../../../src/sip/transaction/transaction.ts";
import { request } from "../requests.ts";

const walked = new Set<string>();

/** Walks a machine: each line is an event, what it does, and the state after it. */
function walk(kind: MachineKind, reliable: boolean, script: string): void {
  const asked = request(kind.startsWith("INVITE") ? "INVITE" : "MESSAGE");
  let transaction = newTransaction(kind, "t", asked, reliable);
  const lines = script
    .trim()
    .split("\n")
    .map((line) => line.trim());
  for (const line of lines) {
    const [event = "", message] = eventIn(line.slice(0, line.indexOf(" -> ")), asked);
    walked.add(`${kind}, ${transaction.state}, ${event}`);
    const course = happen(transaction, event as TransactionEvent, message, defaultTiming);
    expect(`${line.slice(0, line.indexOf(" -> "))} -> ${told(course, transaction.state)}`).toBe(line);
    transaction = course?.transaction ?? transaction;
  }
}

function eventIn(said: string, asked: ReturnType<typeof request>): [string, SipMessage | null] {
  if (/^\d+$/.test(said)) {
    const status = Number(said);
    return [status < 200 ? "1xx" : status < 300 ? "2xx" : "300-699", responseTo(asked, { status }, "a6c85cf")];
  }
  if (said === "request") return [said, asked];
  return [said, said === "ACK" ? request("ACK") : null];
}

function told(course: TransactionCourse | null, before: string): string {
  if (course === null) return `ignored | ${before}`;
  const timers = course.timers.map(({ name, after }) => `${name.split(" ")[1]} ${after ?? "off"}`);
  const said = [...course.outputs.map(outputOf), ...timers];
  return `${said.length === 0 ? "nothing" : said.join(", ")} | ${course.transaction.state}`;
}

function outputOf(output: TransactionOutput): string {
  switch (output.kind) {
    case "send":
      return `send ${output.message.kind === "request" ? output.message.method : output.message.status}`;
    case "request":
    case "ack":
      return `tell ${output.request.method}`;
    case "response":
      return `tell ${output.response.status}`;
    case "failed":
      return output.cause;
    case "ended":
    case "refused":
      return output.kind;
  }
}

const machines = new Map<string, () => void>();

machines.set("INVITE client, RFC 3261 figure 5 and RFC 6026", () => {
  walk(
    "INVITE client",
    false,
    `request -> send INVITE, A 500, B 32000 | calling
     timer A -> send INVITE, A 1000 | calling
     timer A -> send INVITE, A 2000 | calling
     timer A -> send INVITE, A 4000 | calling
     timer A -> send INVITE, A 8000 | calling
     180 -> tell 180, A off, B off | proceeding
     183 -> tell 183 | proceeding
     timer A -> ignored | proceeding
     486 -> send ACK, tell 486, D 32000 | completed
     486 -> send ACK | completed
     180 -> ignored | completed
     200 -> ignored | completed
     timer D -> ended | terminated`,
  );
  walk(
    "INVITE client",
    false,
    `request -> send INVITE, A 500, B 32000 | calling
     200 -> tell 200, M 32000, A off, B off | accepted
     200 -> tell 200 | accepted
     486 -> ignored | accepted
     transport error -> ignored | accepted
     timer M -> ended | terminated`,
  );
  walk("INVITE client", false, "request -> send INVITE, A 500, B 32000 | calling\n timer B -> timeout, ended, A off | terminated");
  walk(
    "INVITE client",
    false,
    "request -> send INVITE, A 500, B 32000 | calling\n transport error -> transport error, ended, A off, B off | terminated",
  );
  walk(
    "INVITE client",
    true,
    `request -> send INVITE, B 32000 | calling
     603 -> send ACK, tell 603, D 0, B off | completed
     transport error -> transport error, ended, D off | terminated`,
  );
  walk(
    "INVITE client",
    true,
    `request -> send INVITE, B 32000 | calling
     100 -> tell 100, B off | proceeding
     200 -> tell 200, M 32000 | accepted`,
  );
});

machines.set("non-INVITE client, RFC 3261 figure 6", () => {
  walk(
    "client",
    false,
    `request -> send MESSAGE, E 500, F 32000 | trying
     timer E -> send MESSAGE, E 1000 | trying
     timer E -> send MESSAGE, E 2000 | trying
     timer E -> send MESSAGE, E 4000 | trying
     timer E -> send MESSAGE, E 4000 | trying
     100 -> tell 100 | proceeding
     100 -> tell 100 | proceeding
     timer E -> send MESSAGE, E 4000 | proceeding
     200 -> tell 200, K 5000, E off, F off | completed
     200 -> ignored | completed
     timer E -> ignored | completed
     timer K -> ended | terminated`,
  );
  walk(
    "client",
    false,
    `request -> send MESSAGE, E 500, F 32000 | trying
     100 -> tell 100 | proceeding
     timer E -> send MESSAGE, E 4000 | proceeding
     404 -> tell 404, K 5000, E off, F off | completed`,
  );
  for (const last of ["timer F -> timeout, ended, E off", "transport error -> transport error, ended, E off, F off"]) {
    walk("client", false, `request -> send MESSAGE, E 500, F 32000 | trying\n ${last} | terminated`);
    walk("client", false, `request -> send MESSAGE, E 500, F 32000 | trying\n 100 -> tell 100 | proceeding\n ${last} | terminated`);
  }
  walk("client", true, "request -> send MESSAGE, F 32000 | trying\n 200 -> tell 200, K 0, F off | completed");
  walk("client", true, "request -> send MESSAGE, F 32000 | trying\n 500 -> tell 500, K 0, F off | completed");
});

machines.set("INVITE server, RFC 3261 figure 7 and RFC 6026", () => {
  walk(
    "INVITE server",
    false,
    `request -> tell INVITE, 100 200 | proceeding
     request -> nothing | proceeding
     timer 100 -> send 100 | proceeding
     request -> send 100 | proceeding
     180 -> send 180 | proceeding
     request -> send 180 | proceeding
     transport error -> transport error | proceeding
     486 -> send 486, G 500, H 32000 | completed
     request -> send 486 | completed
     timer G -> send 486, G 1000 | completed
     timer G -> send 486, G 2000 | completed
     timer G -> send 486, G 4000 | completed
     timer G -> send 486, G 4000 | completed
     200 -> ignored | completed
     transport error -> transport error | completed
     ACK -> I 5000, G off, H off | confirmed
     ACK -> nothing | confirmed
     request -> ignored | confirmed
     timer I -> ended | terminated`,
  );
  walk(
    "INVITE server",
    false,
    `request -> tell INVITE, 100 200 | proceeding
     180 -> send 180, 100 off | proceeding
     200 -> send 200, L 32000 | accepted
     request -> nothing | accepted
     200 -> send 200 | accepted
     ACK -> tell ACK | accepted
     transport error -> transport error | accepted
     486 -> ignored | accepted
     timer L -> ended | terminated`,
  );
  walk(
    "INVITE server",
    false,
    `request -> tell INVITE, 100 200 | proceeding
     486 -> send 486, G 500, H 32000, 100 off | completed
     timer H -> no ACK, ended, G off | terminated`,
  );
  walk(
    "INVITE server",
    true,
    `request -> tell INVITE, 100 200 | proceeding
     486 -> send 486, H 32000, 100 off | completed
     ACK -> I 0, H off | confirmed`,
  );
});

machines.set("non-INVITE server, RFC 3261 figure 8", () => {
  walk(
    "server",
    false,
    `request -> tell MESSAGE | trying
     request -> nothing | trying
     100 -> send 100 | proceeding
     request -> send 100 | proceeding
     100 -> send 100 | proceeding
     transport error -> transport error | proceeding
     200 -> send 200, J 32000 | completed
     request -> send 200 | completed
     404 -> ignored | completed
     transport error -> transport error | completed
     timer J -> ended | terminated`,
  );
  walk("server", false, "request -> tell MESSAGE | trying\n 100 -> send 100 | proceeding\n 404 -> send 404, J 32000 | completed");
  walk("server", true, "request -> tell MESSAGE | trying\n 200 -> send 200, J 0 | completed");
  walk("server", false, "request -> tell MESSAGE | trying\n 404 -> send 404, J 32000 | completed");
});

test.each([...machines])("%s", (_, walkAll) => walkAll());

test("every row of every table has been walked", () => {
  const rows = Object.entries(tables).flatMap(([kind, table]) =>
    Object.entries(table).flatMap(([state, events]) => Object.keys(events).map((event) => `${kind}, ${state}, ${event}`)),
  );
  expect(rows.length).toBeGreaterThan(50);
  expect(rows.filter((row) => !walked.has(row))).toEqual([]);
});

test("a row that is left out, leads elsewhere or does less is noticed", () => {
  const unnoticed: string[] = [];
  for (const [kind, table] of Object.entries(tables)) {
    for (const [state, events] of Object.entries(table)) {
      const rows = events as Record<string, Row>;
      for (const [event, row] of Object.entries(rows)) {
        const [next, ...actions] = row;
        const wrong: readonly (Row | undefined)[] = [
          undefined,
          [next === "completed" ? "terminated" : "completed", ...actions],
          ...actions.map((_, index): Row => [next, ...actions.toSpliced(index, 1)]),
        ];
        for (const mutant of wrong) {
          if (mutant === undefined) delete rows[event];
          else rows[event] = mutant;
          if (isSilent()) unnoticed.push(`${kind}, ${state}, ${event}: ${mutant ?? "left out"}`);
          rows[event] = row;
        }
      }
    }
  }
  expect(unnoticed).toEqual([]);
});

function isSilent(): boolean {
  try {
    for (const walkAll of machines.values()) walkAll();
    return true;
  } catch {
    return false;
  }
}
