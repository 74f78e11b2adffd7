import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, test } from "vitest";
import { draw, newPlay, newState, painted, react, readKeys } from "../../../../src/cli/replay/stepper/index.ts";
import { lengthOf } from "../../../../src/cli/replay/stepper/line.ts";
import type { TraceEvent } from "../../../../src/model/trace.ts";
import { after, BACK_TAB, END, HOME, LEFT, PAGE_DOWN, PAGE_UP, playOf, RIGHT } from "./plays.ts";

const transfer = playOf("mmsc-transfer");
const where = (keys: string) => {
  const { state } = after(transfer, keys);
  const moment = transfer.moments[state.at];
  return `${moment?.n} ${moment?.step ?? moment?.phase}`;
};

test("the screens that a person sees", async () => {
  const shots = [
    ["mmsc-transfer", "g20\r", 80, 24],
    ["mmsc-transfer", "g26\r\t\t", 120, 40],
    ["cmr-continue", "/UPDATE\r\t\t\t", 60, 20],
    ["mcx-migration", `g7\r${RIGHT}\t\t\t\t`, 80, 24],
    ["cpm-transfer-not-in-path", "g20\r", 40, 12],
    ["mmsc-transfer", "?", 80, 24],
    ["mmsc-transfer", RIGHT, 20, 3],
  ] as const;
  const screens = shots.map(([name, keys, columns, rows]) => {
    const { text } = after(playOf(name), keys, { columns, rows });
    return `# ${name}, ${columns} by ${rows}, keys ${JSON.stringify(keys)}\n${text.map((line) => line.trimEnd()).join("\n")}\n`;
  });
  const lost = after(playOf("mmsc-transfer", ["drop 4"]), `g4\r${RIGHT}`).text;
  screens.push(`# what is lost and sent again\n${lost.map((line) => line.trimEnd()).join("\n")}\n`);
  await expect(screens.join("\n")).toMatchFileSnapshot(fileURLToPath(new URL("stepper.screens", import.meta.url)));
});

test("whatever the size, wherever one is: as many lines as the screen has, each as wide", () => {
  const some = [transfer, playOf("cpm-transfer-not-in-path"), playOf("mcx-migration")];
  const sizes = [1, 2, 5, 13, 24, 25, 60, 99, 100, 200].flatMap((columns) =>
    [1, 4, 5, 8, 13, 17, 18, 50].map((rows) => ({ columns, rows })),
  );
  for (const play of some) {
    for (const size of sizes)
      for (const at of [0, Math.floor(play.moments.length / 2), play.moments.length - 1])
        for (const keys of ["", "\t\t", "?", "/x"]) {
          const typed = after({ ...play }, keys, size).state;
          const { lines } = draw({ ...typed, at }, play, size);
          expect(lines.length).toBe(size.rows);
          for (const line of lines) expect(lengthOf(line)).toBe(size.columns);
        }
  }
});

test("any keys in any order leave a person somewhere in the trace", () => {
  const keys = fc.array(
    fc.oneof(
      fc.constantFrom(
        RIGHT,
        LEFT,
        PAGE_DOWN,
        PAGE_UP,
        HOME,
        END,
        BACK_TAB,
        "\t",
        "\r",
        "/",
        "g",
        "?",
        "N",
        "j",
        "k",
        "\u001b",
        "\u007f",
        "2",
      ),
      fc.string(),
    ),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(keys, fc.constantFrom({ columns: 80, rows: 24 }, { columns: 120, rows: 40 }, { columns: 30, rows: 8 }), (pressed, size) => {
      const { state, extent, text } = after(transfer, pressed.join(""), size);
      expect(state.at).toBeGreaterThanOrEqual(0);
      expect(state.at).toBeLessThan(transfer.moments.length);
      expect(extent.top).toBeLessThanOrEqual(extent.bottom);
      expect(text).toHaveLength(size.rows);
    }),
    { numRuns: 60 },
  );
});

test("arrows go from event to event, and say where it ends", () => {
  expect(where("")).toBe("31 1");
  expect([where(RIGHT), where("\u001b[B"), where("n"), where(" "), where("\u001bOC"), where("j")]).toEqual(
    Array.from({ length: 6 }, () => "32 2"),
  );
  expect([where(LEFT), where("\u001b[A"), where("p"), where("\u007f"), where("k")]).toEqual(Array.from({ length: 5 }, () => "30 prelude"));
  expect(where(HOME)).toBe("1 prelude");
  expect(where(END)).toBe("118 44");
  expect(after(transfer, END + RIGHT).text.at(-1)).toMatch(/^this is the end/);
  expect(after(transfer, HOME + LEFT).text.at(-1)).toMatch(/^this is the beginning/);
  expect(where(PAGE_DOWN + PAGE_UP)).toBe("31 1");
  expect(Number(where(PAGE_DOWN).split(" ")[0])).toBeGreaterThan(36);
});

test("goes to steps, and searches for steps and messages, on from where one is", () => {
  expect(where("g24\r")).toBe("72 24");
  expect(where("gstep 24\r")).toBe("72 24");
  expect(where("g24\u001b")).toBe("31 1");
  expect(where("g249\u007f\r")).toBe("72 24");
  expect(after(transfer, "g99\r").text.at(-1)).toMatch(/^there is no step 99/);
  expect(where("/24\r")).toBe("72 24");
  expect(where("/24\rN")).toBe("75 24");
  expect(where("/notify\r")).toBe("42 9");
  expect(where("/notify\rNNNN")).toBe("50 11");
  expect(where("/refer-to\r")).toBe("33 3");
  expect(where("/200 OK to NOTIFY\r")).toBe("53 12");
  expect(after(transfer, "/nobody says this\r").text.at(-1)).toMatch(/^nothing has "nobody says this"/);
  expect(after(transfer, "/ack\r").text.at(-1)).not.toMatch(/beginning/);
  expect(after(transfer, `${END}/refer\r`).text.at(-1)).toMatch(/^searched on from the beginning/);
  expect(after(transfer, "N").text.at(-1)).toMatch(/^nothing was searched yet/);
  expect(where("/\r")).toBe("31 1");
});

test("the focus goes round, and each pane is scrolled for itself until things go on", () => {
  const panes = ["", "\t", "\t\t", "\t\t\t", "\t\t\t\t", "\t\t\t\t\t"].map((keys) => after(transfer, keys).state.pane);
  expect(panes).toEqual(["ladder", "message", "dialogs", "media", "knowledge", "ladder"]);
  expect(after(transfer, BACK_TAB).state.pane).toBe("knowledge");
  const message = (keys: string) => after(transfer, `g15\r\t${keys}`);
  expect(message("").text.join("\n")).toContain("INVITE sip:ue2@");
  expect(message("j").text.join("\n")).not.toContain("INVITE  MMSC AS");
  expect(message(END).text.join("\n")).toContain("a=sendrecv");
  expect(message(END).extent.top).toBe(message(END).extent.bottom);
  expect(message(END + HOME).extent.top).toBe(0);
  expect(message(PAGE_DOWN + PAGE_UP).extent.top).toBe(0);
  expect(message(`${END}n`).extent.top).toBe(0);
  expect(message("kkk").extent.top).toBe(0);
});

test("what is new in a moment is marked and seen", () => {
  const { text } = after(transfer, "g8\rnnn\t\t", { columns: 80, rows: 20 });
  expect(text.filter((line) => line.startsWith("+ "))).toEqual([
    expect.stringMatching(/^\+ UE-1: confirmed, caller, CSeq 1 out/),
    expect.stringMatching(/^\+ UE-1: refer subscription accepted/),
  ]);
});

test("q and Ctrl+C leave, whatever is open", () => {
  for (const keys of ["q", "\u0003", "?q", "/x\u0003", "\tq"]) expect(after(transfer, keys).state.isLeft, JSON.stringify(keys)).toBe(true);
  for (const keys of ["/q", "gq", "??", "\u001b"]) expect(after(transfer, keys).state.isLeft, JSON.stringify(keys)).toBe(false);
});

test("keys that come in pieces are one key, and unknown ones are passed over", () => {
  const names = (text: string) => readKeys(text).keys.map((key) => (key.kind === "named" ? key.name : key.character));
  expect(names("\u001b[C\u001b[5~a\u001b[1;5D")).toEqual(["right", "page up", "a", "left"]);
  expect(names("\u001b[15~\u001b[200~x\u001bx")).toEqual(["x"]);
  expect(names("\u001b\u001b[A")).toEqual(["escape", "up"]);
  for (const cut of ["\u001b", "\u001b[", "\u001b[5", "\u001bO"])
    expect(readKeys(`n${cut}`)).toEqual({ keys: readKeys("n").keys, rest: cut });
  expect(names("é😀")).toEqual(["é", "😀"]);
});

test("a trace cannot steer the terminal of who looks at it", () => {
  const { flow } = transfer;
  const raw = "INVITE \u001b[2J\u009b31m\u202e x SIP/2.0\r\nA: \u0007\r\n\r\n";
  const event: TraceEvent = {
    ...{ kind: "event", n: 1, time: 0, phase: "flow", event: "send", step: "\u001b[31m1", hop: null },
    ...{ from: "a\u001b]0;x\u0007", to: "b\n", message: { kind: "sip", raw }, cause: null },
  };
  const play = newPlay("x", [event], flow, "\u001b[0m");
  for (const columns of [40, 80, 120]) {
    const state = newState(play);
    const drawn = draw({ ...state, notice: "\u001b[5m" }, play, { columns, rows: 24 });
    const text = drawn.lines.map((line) => painted(line, (_, words) => words)).join("");
    expect(text).toContain("INVITE");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: just these must not be there.
    expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
  }
});

test("a trace without events has a screen too", () => {
  const play = newPlay("x", [], transfer.flow, "end");
  const { lines } = draw(react(newState(play), { kind: "named", name: "right" }, play, { page: 1, top: 0, bottom: 0 }), play, {
    columns: 80,
    rows: 24,
  });
  expect(lines).toHaveLength(24);
});
