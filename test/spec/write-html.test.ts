import { expect, test } from "vitest";
import mcxMigration from "../../flows/mcx-migration.ts";
import mmscTransfer from "../../flows/mmsc-transfer.ts";
import { clauseOf, manuscriptOf } from "../../src/spec/index.ts";
import { writeHtml } from "../../src/spec/write-html.ts";

for (const flow of [mmscTransfer, mcxMigration]) {
  const html = writeHtml(manuscriptOf(flow));

  test(`${flow.id}: each id stands once, each link leads to one`, () => {
    const ids = [...html.matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const links = [...html.matchAll(/href="#([^"]+)"/gu)].map(([, id]) => id);
    for (const link of links) expect(ids).toContain(link);
    const references = clauseOf(flow).blocks.flatMap((block) =>
      "spans" in block ? block.spans.filter(({ kind }) => kind === "reference") : [],
    );
    expect(links).toHaveLength(references.length);
  });

  test(`${flow.id}: each label and each text of the clause stands in the page, and nothing comes from elsewhere`, () => {
    const text = html.replace(/<style>.*?<\/style>|<svg.*?<\/svg>/gsu, "").replace(/<[^>]+>/gu, "");
    for (const block of clauseOf(flow).blocks) {
      if (!("spans" in block)) continue;
      const label = block.kind === "plain" ? "" : `${block.kind === "precondition" ? block.label : block.printed} `;
      expect(text).toContain(label + block.spans.map(({ value }) => value).join(""));
    }
    expect(html).not.toMatch(/(?:src|href)="https?:/u);
  });
}

test("what a flow calls itself is text, not markup", () => {
  const html = writeHtml(manuscriptOf({ ...mmscTransfer, title: '<script>alert("1")</script> & \u0000' }));
  expect(html).not.toContain("<script>");
  expect(html).toContain("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; \ufffd");
});
