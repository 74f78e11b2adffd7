import * as fc from "fast-check";
import { expect, test } from "vitest";
import { escapeMarkdown } from "../../src/spec/escape-markdown.ts";
import { clauseOf, manuscriptOf, specFormats, writeMarkdown } from "../../src/spec/index.ts";
import { flowOf, message, say } from "./flow-of.ts";
import { labelOf } from "./label-of.ts";

test("labels stay literal text: no line begins a list, a heading, a quotation or a rule", () => {
  expect(escapeMarkdown("1. UE-1 decides")).toBe("1\\. UE-1 decides");
  expect(escapeMarkdown("12) UE-1 decides")).toBe("12\\) UE-1 decides");
  expect(escapeMarkdown("3~5. UE-1 decides")).toBe("3~5. UE-1 decides");
  expect(escapeMarkdown("6-7. UE-1 decides")).toBe("6-7. UE-1 decides");
  expect(escapeMarkdown("4a. UE-1 decides")).toBe("4a. UE-1 decides");
  expect(escapeMarkdown("3 CMR Server decides")).toBe("3 CMR Server decides");
  expect(escapeMarkdown("10.1.6 Heading")).toBe("10.1.6 Heading");
  expect(escapeMarkdown("# heading")).toBe("\\# heading");
  expect(escapeMarkdown("- item")).toBe("\\- item");
  expect(escapeMarkdown("+ item")).toBe("\\+ item");
  expect(escapeMarkdown("---")).toBe("\\---");
  expect(escapeMarkdown("> quotation")).toBe("\\> quotation");
});

test("a second ~ would strike out what lies between: then both are escaped", () => {
  expect(escapeMarkdown("3~5. see step 2")).toBe("3~5. see step 2");
  expect(escapeMarkdown("3~5. see steps 24~32")).toBe("3\\~5. see steps 24\\~32");
});

test("what a parser would take for markup is escaped, the rest stands as it is", () => {
  expect(escapeMarkdown("3GPP TS 23.228 [9], [9](a) and [a]")).toBe("3GPP TS 23.228 [9], \\[9\\](a) and \\[a\\]");
  expect(escapeMarkdown("[9]: a")).toBe("\\[9\\]: a");
  expect(escapeMarkdown("*a* `x` <ref> a_b _c_ AT&T &amp; $1 \\")).toBe("\\*a\\* \\`x\\` \\<ref> a_b \\_c\\_ AT&T \\&amp; \\$1 \\\\");
  expect(escapeMarkdown("200 (OK) - 50 % of SIP/IP Core A's “n” ‘1’ 'n'")).toBe("200 (OK) - 50 % of SIP/IP Core A's “n” ‘1’ 'n'");
});

test("the label read back from a line of Markdown is the label of the clause", () => {
  const sign = fc.constantFrom("~", "-", "to" as const);
  const end = fc.constantFrom(".", ")", "");
  const words = fc.constantFrom("x", "~", "see 3~5", "1. first", "*", "a ~ b ~ c");
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 5 }), sign, end, words, (hops, rangeSign, ending, text) => {
      const way = ["a", "b", "a", "b", "a", "b"].slice(0, hops + 1).join(" ");
      const told = message("m", "request", "REFER", way, { text: say(text) });
      const flow = flowOf({
        participants: { a: "UE-1", b: "UE-2" },
        messages: [told],
        paragraphs: [["m.1"], ["m"]],
        numbering: { kind: "numbering", sign: rangeSign, prefix: "", end: ending },
      });
      const printed = clauseOf(flow).blocks.flatMap((block) => (block.kind === "paragraph" ? [block.printed] : []));
      const read = writeMarkdown(clauseOf(flow))
        .split("\n\n")
        .flatMap((line) => labelOf(line) ?? []);
      expect(read).toEqual(printed);
    }),
  );
});

test("the format list writes the same", () => {
  const flow = flowOf({ participants: { a: "UE-1", b: "UE-2" }, messages: [message("m", "request", "INVITE", "a b")] });
  expect(specFormats.map((format) => [format.id, format.ending])).toEqual([
    ["md", ".md"],
    ["docx", ".docx"],
    ["html", ".html"],
  ]);
  const figureAt = () => "figure.svg";
  expect(specFormats[0]?.write(manuscriptOf(flow), { figureAt })).toBe(writeMarkdown(clauseOf(flow)));
});
