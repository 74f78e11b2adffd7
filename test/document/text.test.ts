import { describe, expect, it } from "vitest";
import { paragraphsOf, placeAt } from "../../src/document/index.ts";
import { readBytes, readString, roles, show } from "./show.ts";

async function lines(text: string, file = "a.txt"): Promise<readonly string[]> {
  return show((await readString(text, file)).accepted);
}

/** As an editor does it. */
function wrap(text: string, width: number): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && `${line} ${word}`.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].join("\n");
}

const long = [
  "1. UE-1 sends an INVITE request to the P-CSCF, which knows the session and adds itself to the route set, as it always does.",
  "2. The P-CSCF forwards the INVITE request to the S-CSCF as described in step 1 above, and waits for an answer; see also clause 5.3.2.",
  "3. The S-CSCF answers.",
  "NOTE: A line of its own, and a short one.",
  "The end.",
  "The last paragraph is wrapped as well, so that there is no doubt about the width at which the editor of this text has ended all of its lines.",
];
const wrapped = long.map((text) => wrap(text, 72)).join("\n");

describe("plain text", () => {
  it("has a paragraph for each line", async () => {
    expect(await lines("6.X\nCall flows\n\n1. A sends\n2. B answers\r\n3~5. C\r4. D")).toEqual([
      "6.X", "Call flows", "1. A sends", "2. B answers", "3~5. C", "4. D",
    ]); // biome-ignore format: a row
  });
  it("puts together what was wrapped, and no more", async () => {
    expect(await lines(wrapped)).toEqual(long);
    expect(await lines(wrapped, "a.md")).toEqual(long);
    expect(await lines(long.map((text) => wrap(text, 60)).join("\n"))).toEqual(long);
  });
  it("joins a number that a line happens to begin with", async () => {
    const again = `${wrapped}\n\n${wrap("The UE does what is said in the clauses of another document and in step 3. Then it goes on.", 72)}`;
    expect((await lines(again)).at(-1)).toBe("The UE does what is said in the clauses of another document and in step 3. Then it goes on.");
  });
  it("leaves out what stands at the head and foot of each page, and goes on with the sentence", async () => {
    const page = (number: number, body: string) =>
      `${number === 1 ? "" : "A Protocol           Draft 7\n\n"}${body}\n\n\nNobody            [Page ${number}]\n`;
    const third = "The end of all pages, which is a sentence that is long enough.";
    const pages = [wrapped.split("\n").slice(0, 3).join("\n"), wrapped.split("\n").slice(3).join("\n"), third];
    const paged = pages.map((body, index) => page(index + 1, body)).join("\f");
    expect(await lines(paged)).toEqual([...long, third]);
    // Two pages show no habit, and a line that stands once is no head.
    expect(await lines(`${page(1, "One.")}\f${page(2, "Two.")}`)).toContain("Nobody            [Page 1]");
    expect(await lines("One.\fTwo.\fThree.")).toEqual(["One.", "Two.", "Three."]);
  });
  it("finds every character of a wrapped paragraph again", async () => {
    for (const file of ["a.txt", "a.md"]) {
      for (const paragraph of paragraphsOf((await readString(wrapped, file)).accepted.blocks)) {
        for (const [offset, character] of [...paragraph.text].entries()) {
          const { line, column } = placeAt(paragraph, offset);
          const there = wrapped.split("\n")[line - 1]?.charAt(column - 1);
          if (character !== " ") expect([line, column, there]).toEqual([line, column, character]);
        }
      }
    }
  });
  it("hangs what is indented below a number", async () => {
    expect(await lines("1. A sends\n   the request\n   NOTE: Yes.\n2. B")).toEqual(["1. A sends the request", "NOTE: Yes.", "2. B"]);
  });
  it("normalises blanks and hyphens, and keeps the columns", async () => {
    const text = "\u00A0 see step\u00AD 3\u20115";
    const { accepted } = await readString(text, "a.txt");
    const [paragraph] = [...paragraphsOf(accepted.blocks)];
    expect(paragraph).toMatchObject({ text: "see step 3-5", place: { line: 1, column: 3 } });
    expect(paragraph && placeAt(paragraph, "see step ".length).column).toBe(text.indexOf("3") + 1);
  });
  it("knows notes and captions by their first words", async () => {
    const text = "NOTE 2: a\n\nEditor's note: b\n\nEXAMPLE: c\n\nFigure 6.1-1: d\n\nFigure 6.1-1 shows e\n\nNotes are f";
    expect(show((await readString(text, "a.txt")).accepted, roles).map((line) => line.replace(/:.*/u, ""))).toEqual([
      "note", "editors-note", "example", "figure-caption", "body", "body",
    ]); // biome-ignore format: a row
  });
  it("takes PlantUML as what it is", async () => {
    expect(await lines("a\n\n@startuml\nA -> B : 1\n\nB -> A : 2\n@enduml\nb\n@startuml\nno end")).toEqual([
      "a", 'code plantuml "@startuml\\nA -> B : 1\\n\\nB -> A : 2\\n@enduml"', "b", "@startuml", "no end",
    ]); // biome-ignore format: a row
  });
});

describe("encodings", () => {
  const text = "1. “A” sends\n2. B – answers";
  const utf16 = (isLittle: boolean, mark: string) => {
    const bytes = Buffer.from(mark + text, "utf16le");
    return isLittle ? bytes : bytes.swap16();
  };
  const plain = ["1. “A” sends", "2. B – answers"];
  it.each<[string, Uint8Array]>([
    ["UTF-8", Buffer.from(text)],
    ["UTF-8 with a mark", Buffer.from(`\uFEFF${text}`)],
    ["UTF-16 LE with a mark", utf16(true, "\uFEFF")],
    ["UTF-16 BE with a mark", utf16(false, "\uFEFF")],
    ["UTF-16 LE without", utf16(true, "")],
    ["UTF-16 BE without", utf16(false, "")],
  ])("reads %s", async (_, bytes) => {
    const { accepted } = await readBytes(bytes, "a.txt");
    expect(show(accepted)).toEqual(plain);
    expect(accepted.blocks[0]).toMatchObject({ place: { line: 1, column: 1 } });
    expect(accepted.notices).toEqual([]);
  });
  it("reads Windows-1252, and says so", async () => {
    const { accepted } = await readBytes(Buffer.from("ok\n1. \x93A\x94 sends\x97B", "latin1"), "a.txt");
    expect(show(accepted)).toEqual(["ok", "1. “A” sends—B"]);
    expect(accepted.notices).toMatchObject([{ place: { line: 2 }, text: "This is no UTF-8, and is read as Windows-1252" }]);
  });
  it("reads UTF-8 with a broken byte, and says where", async () => {
    const { accepted } = await readBytes(Buffer.concat([Buffer.from("“a”\n“b"), Buffer.from([0xff]), Buffer.from("”")]), "a.txt");
    expect(show(accepted)).toEqual(["“a”", "“b\uFFFD”"]);
    expect(accepted.notices).toMatchObject([{ place: { line: 2 }, text: "A byte is no UTF-8 and cannot be read" }]);
  });
  it("reads UTF-16 with half a character or a byte too many, and says where", async () => {
    const read = async (text: string, ...more: readonly number[]) =>
      (await readBytes(Buffer.concat([Buffer.from(`\uFEFF${text}`, "utf16le"), Buffer.from(more)]), "a.txt")).accepted;
    const half = await read("a\n“b\uD800”");
    expect(show(half)).toEqual(["a", "“b\uFFFD”"]);
    expect(half.notices).toMatchObject([{ place: { line: 2 }, text: "2 bytes are no UTF-16 and cannot be read" }]);
    const cut = await read("a\nb\n😀", 0x41);
    expect(show(cut)).toEqual(["a", "b", "😀"]);
    expect(cut.notices).toMatchObject([{ place: { line: 3 }, text: "A byte is no UTF-16 and cannot be read" }]);
  });
});
