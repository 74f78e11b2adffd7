import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import cpmInPath from "../../../flows/cpm-transfer-in-path.ts";
import cpmNotInPath from "../../../flows/cpm-transfer-not-in-path.ts";
import everyElement from "../../../flows/examples/every-element.ts";
import mmscRetrieval from "../../../flows/mmsc-retrieval.ts";
import mmscTransfer from "../../../flows/mmsc-transfer.ts";
import { compareFlows } from "../../../src/analysis/comparison/compare-flows.ts";
import type { Flow } from "../../../src/model/flow.ts";
import { changeRequest } from "../../../src/spec/comparison/change-request.ts";
import { manuscriptOf } from "../../../src/spec/index.ts";
import { writeWord } from "../../../src/spec/word/write-word.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

// What a person gets who accepts or rejects all changes of a change request.

const has = spawnSync("soffice", ["--version"], { timeout: 30_000 }).status === 0;
if (!has) console.warn("\nSKIPPED: this machine has no LibreOffice, to accept and reject changes\n");

const pairs: readonly (readonly [string, Flow, Flow])[] = [
  ["another", mmscTransfer, mmscRetrieval],
  // One page of a figure becomes two.
  ["longer", cpmInPath, cpmNotInPath],
  ["noted", { ...everyElement, notes: [], preconditions: [], introduction: [] }, everyElement],
];

/** Opens each document of a list, does what the list says, and writes its text. */
const MACRO = `Sub Every(list)
 Dim hidden(0) As New com.sun.star.beans.PropertyValue
 hidden(0).Name = "Hidden" : hidden(0).Value = True
 Dim text(0) As New com.sun.star.beans.PropertyValue
 text(0).Name = "FilterName" : text(0).Value = "Text (encoded)"
 Dim row As String
 file = FreeFile
 Open list For Input As #file
 While Not EOF(file)
  Line Input #file, row
  words = Split(row, " ")
  document = StarDesktop.loadComponentFromURL(words(0), "_blank", 0, hidden())
  If words(1) &lt;&gt; "-" Then createUnoService("com.sun.star.frame.DispatchHelper").executeDispatch(document.CurrentController.Frame, words(1), "", 0, Array())
  document.storeToURL(words(2), text())
  document.close(True)
 Wend
 Close #file
End Sub
`;

test("in LibreOffice: accepted, it is the new clause; rejected, the old one", { timeout: 240_000 }, () => {
  if (!has) return;
  const folder = temporaryFolder();
  const profile = `-env:UserInstallation=file://${folder}/profile`;
  const office = (...words: readonly string[]) =>
    spawnSync("soffice", ["--headless", "--norestore", profile, ...words], { cwd: folder, timeout: 110_000 });
  const rows: string[] = [];
  const ask = (name: string, command: string, to: string) =>
    rows.push(`file://${folder}/${name}.docx ${command} file://${folder}/${to}.txt`);
  for (const [name, old, now] of pairs) {
    writeFileSync(join(folder, `${name}.docx`), changeRequest(compareFlows(old, now), { author: "A. Editor", date: "2026-01-31" }));
    writeFileSync(join(folder, `${name}-old.docx`), writeWord(manuscriptOf(old)));
    writeFileSync(join(folder, `${name}-new.docx`), writeWord(manuscriptOf(now)));
    ask(name, ".uno:AcceptAllTrackedChanges", `${name}-accepted`);
    ask(name, ".uno:RejectAllTrackedChanges", `${name}-rejected`);
    ask(`${name}-old`, "-", `${name}-old`);
    ask(`${name}-new`, "-", `${name}-new`);
  }
  writeFileSync(join(folder, "list"), `${rows.join("\n")}\n`);
  // The first run makes the profile, with an empty module.
  expect(office("--convert-to", "txt", "--outdir", join(folder, "made"), "noted.docx").status).toBe(0);
  office("macro:///Standard.Module1.Main()");
  const module = join(folder, "profile/user/basic/Standard/Module1.xba");
  const head =
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">\n';
  writeFileSync(
    module,
    `${head}<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">${MACRO}</script:module>`,
  );
  office(`macro:///Standard.Module1.Every("file://${folder}/list")`);
  const lines = (name: string) => readFileSync(join(folder, `${name}.txt`), "utf8").split(/\r?\n/u);
  for (const [name] of pairs) {
    expect(lines(`${name}-new`)).not.toEqual(lines(`${name}-old`));
    expect([name, lines(`${name}-accepted`)]).toEqual([name, lines(`${name}-new`)]);
    expect([name, lines(`${name}-rejected`)]).toEqual([name, lines(`${name}-old`)]);
  }
});
