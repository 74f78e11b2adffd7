import { compileFunction } from "node:vm";
import * as callflow from "callflow";
import { sip } from "callflow/sip";
import { BadInput, printBadInput } from "../../src/model/wrong.ts";
import { head } from "./try-flow.ts";

const names = [...Object.keys(callflow), "sip", "head"];

/** The source of a flow around its body, whose first line is the third. */
export function inFlow(body: string): string {
  const declarations = `const participants = { a: ue("A"), b: proxy("B"), c: as("C") };`;
  return `${declarations}\nreturn defineFlow({ ...head, participants }, ({ a, b, c }, flow) => {\n${body}\n});`;
}

/** Runs the source of a flow under a file name of its own, as the host does. */
export function runSource(source: string): callflow.Flow {
  const flow = compileFunction(source, names, { filename: "flows/tried.ts" });
  return flow(...Object.values(callflow), sip, head) as callflow.Flow;
}

/** What is wrong with it, as a person reads it. */
export function wrongOf(source: string): string {
  try {
    runSource(source);
  } catch (wrong) {
    if (wrong instanceof BadInput) return printBadInput(wrong);
    throw wrong;
  }
  return "nothing";
}
