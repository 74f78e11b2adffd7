import fc from "fast-check";
import { expect, test } from "vitest";
import { cellsOf } from "../../../src/figure/measure/cells.ts";
import { widthOf } from "../../../src/figure/measure/text-width.ts";
import { balanceText, widestWord, wrapText } from "../../../src/figure/measure/wrap-text.ts";
import { plainText } from "../../../src/figure/plan/plain-text.ts";
import { openFace } from "./make-metrics-table.ts";

const real = [
  "3. REFER",
  "11. 200 OK",
  "CPM Session Replaced Notification response",
  "get SIP authentication information request",
  "To: AVATAR Type; Very WAY 'n' (P-CSCF)",
  "Überprüfung – naïve façade, Ωμέγα, Привет",
];

test.each(real)("a width is the one the face gives: %s", (text) => {
  for (const face of ["regular", "bold"] as const) {
    const measured = openFace(face).layout(text, { kern: true, liga: false }).advanceWidth;
    expect(Math.abs(widthOf(text, 2048, face) / measured - 1), face).toBeLessThan(/^[ -~]*$/u.test(text) ? 1e-9 : 0.005);
  }
});

test("widths of Arial's known characters", () => {
  expect(widthOf("i", 1000)).toBeCloseTo(222, 0);
  expect(widthOf("M", 1000)).toBeCloseTo(833, 0);
  expect(widthOf("AV", 1000)).toBeCloseTo(667 * 2 - 74, 0);
  expect(widthOf("中", 10)).toBe(10);
  expect(widthOf("e\u0301", 10)).toBe(widthOf("e", 10));
});

test("cells of a terminal", () => {
  expect([..."aé中\u0301😀─"].map(cellsOf)).toEqual([1, 1, 2, 0, 2, 1]);
});

test("plain text has no control character, no line end, no reordering mark", () => {
  expect(plainText(" a\n\tb\u0000c\u202ed\u2028e ")).toBe("a b cd e");
  expect(plainText("a\ud800b")).toBe("a\ufffdb");
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const plain = plainText(text);
      expect(plain).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\ufffe\uffff]|^ | $| {2}/u);
      expect(plainText(plain)).toBe(plain);
    }),
  );
});

const cells = (line: string) => line.length;

test("lines break between words, never inside 200 OK", () => {
  expect(wrapText("18. 200 OK for the INVITE", 9, cells).lines).toEqual(["18.", "200 OK", "for the", "INVITE"]);
  expect(wrapText("CPM Session Invitation request", 14, cells).lines).toEqual(["CPM Session", "Invitation", "request"]);
  expect(wrapText("SIP/IP Core A", 8, cells).lines).toEqual(["SIP/IP", "Core A"]);
  expect(wrapText("as in step 3", 8, cells).lines).toEqual(["as in", "step 3"]);
  expect(wrapText("P-CSCF-of-the-visited-network", 12, cells).lines).toEqual(["P-CSCF-of-", "the-visited-", "network"]);
});

test("balanced lines are as many, and even", () => {
  expect(balanceText("aaa bbb ccc ddd", 12, cells).lines).toEqual(["aaa bbb", "ccc ddd"]);
});

test("a word that no line can hold is cut with a hyphen, or where it has one, or a sign", () => {
  expect(wrapText("authentication", 8, cells).lines).toEqual(["authent-", "ication"]);
  expect(wrapText("an authentication", 8, cells).lines).toEqual(["an", "authent-", "ication"]);
  expect(wrapText("re-authentication", 8, cells).lines).toEqual(["re-auth-", "enticat-", "ion"]);
  expect(wrapText("呼び出し呼び出し", 4, cells).lines).toEqual(["呼び出し", "呼び出し"]);
  expect(wrapText("e\u0301".repeat(10), 8, cells).lines[0]).toBe(`${"e\u0301".repeat(3)}-`);
  expect(widestWord("re-authentication of 200", cells, 20)).toBe(17);
  expect(widestWord("re-authentication of 200", cells, 14)).toBe(14);
  expect(widestWord("re-authentication of 200", cells, 8)).toBe(3);
});

test("no line is wider than asked, no character is lost", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "1", ".", "-", " ", "O"), maxLength: 80 }).map(plainText);
  const letters = (said: string) => said.replaceAll(/[ -]/gu, "");
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 30 }), (all, width) => {
      for (const { lines } of [wrapText(all, width, cells), balanceText(all, width, cells)]) {
        for (const line of lines) expect(cells(line)).toBeLessThanOrEqual(width);
        expect(letters(lines.join(""))).toBe(letters(all));
        // Where all words fit, nothing is added.
        if (widestWord(all, cells, width) > 0 && all.split(" ").every((word) => word.length <= width)) expect(lines.join(" ")).toBe(all);
      }
    }),
  );
});
