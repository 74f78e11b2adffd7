import { createHash } from "node:crypto";
import { resolveVariant } from "../../src/analysis/resolve-variant.ts";
import { drawFormats } from "../../src/cli/draw/draw-formats.ts";
import { execute } from "../../src/engine/index.ts";
import { type DrawOptions, parsePage, themeOf } from "../../src/figure/index.ts";
import { allFlows, cacheIn, findStyle } from "../../src/host/index.ts";
import type { Flow } from "../../src/model/flow.ts";

// Prints a digest of every figure of text: each flow of this project and of its examples, each variant, in every format, view and style.
const cwd = process.cwd();
const places = { cwd, timeout: 60_000, cache: cacheIn(null) };
const loaded = [...(await allFlows({ ...places, folder: "flows" })), ...(await allFlows({ ...places, folder: "flows/examples" }))];
const flows = loaded.flatMap(({ flow }) => [
  [flow.id, flow, null] as const,
  ...flow.variants.map(({ id }) => [`${flow.id} ${id}`, resolveVariant(flow, id), id] as const),
]);
const styles: (readonly [name: string, options: DrawOptions])[] = [["", {}]];
for (const name of ["3gpp", "oma", "ietf", "colour"]) {
  const style = await findStyle(name, cwd);
  styles.push([
    name,
    { theme: themeOf(style), ...(style.page === undefined ? {} : { page: parsePage(style.page), grows: true }), ...style.ladder },
  ]);
}

for (const [name, flow, variant] of flows) {
  for (const [view, options] of viewsOf(flow)) {
    for (const [style, look] of styles) {
      for (const { id, binary, draw } of drawFormats) {
        if (binary === true) continue;
        // A page has all views in it already; with a trace it says the most.
        if (id === "html" && view !== "hops") continue;
        const trace = id === "html" && style === "" ? execute(flow, { seed: 1, variant }).trace : null;
        const digest = createHash("sha256");
        for await (const page of draw(flow, { ...options, ...look, dpi: 300, trace })) digest.update(page);
        process.stdout.write(`${digest.digest("hex")} ${[name, view, style, id].filter((word) => word !== "").join(", ")}\n`);
      }
    }
  }
}

function viewsOf({ groups, variants }: Flow): readonly (readonly [name: string, options: DrawOptions])[] {
  return [
    ["hops", {}],
    ["ends", { view: "ends" }],
    ["narrow", { page: { width: 250, height: 400 }, grows: true, columns: 60 }],
    ["ASCII", { ascii: true }],
    ...(variants.length > 0 ? [["variants", { variants: true }] as const] : []),
    ...groups.map(({ id }) => [`collapsed ${id}`, { collapse: [id] }] as const),
  ];
}
