// Checks the table of floors: an import goes down, never up, never sideways. Prints each wrong import with the reason of its rule.
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { cruise } from "dependency-cruiser";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";

/** What of `sip` the rooms above it may use that speak no SIP themselves. */
const sipTables = "sip/(methods|statuses)[.]ts";

/** Each room of src/, the rooms it may import, and why no other. */
const rooms = {
  model: { may: [], why: "The model is what everything shares; it knows nobody." },
  sip: { may: [], why: "The protocol is the same whatever the flow: it knows no model." },
  dsl: { may: ["model/", sipTables], why: "Writing a flow down is all the language does; it neither runs nor draws it." },
  document: { may: ["model/"], why: "A document is read the same whoever asks." },
  analysis: { may: ["model/", sipTables], why: "What follows from a flow follows without running, drawing or judging it." },
  trace: { may: ["model/", "sip/"], why: "Who judges a trace must not see the engine that made it." },
  figure: { may: ["model/"], why: "A figure is drawn the same whatever the linter or the engine thinks of the flow." },
  report: { may: ["model/"], why: "A report prints diagnostics, whoever found them." },
  engine: { may: ["model/", "sip/", "analysis/"], why: "The engine executes the flow as it is; it neither draws nor judges it." },
  contribution: { may: ["model/", sipTables, "document/"], why: "A flow is recovered from the document alone." },
  spec: { may: ["model/", "document/", "analysis/", "figure/"], why: "Clause text is written from the flow and its figure." },
  lint: {
    may: ["model/", sipTables, "document/", "analysis/", "trace/", "contribution/", "engine/"],
    why: "A rule judges the flow, not its picture, and knows no file.",
  },
  host: { may: ["(?!cli/)"], why: "The machine does not know the commands that use it." },
  cli: { may: [""], why: "" },
};

const forbidden = [
  ...Object.entries(rooms)
    .filter(([room]) => room !== "cli")
    .map(([room, { may, why }]) => ({
      name: `${room}-imports-down`,
      comment: why,
      severity: "error",
      from: { path: `^src/${room}/` },
      to: { path: "^src/", pathNot: [`^src/${room}/`, ...may.map((path) => `^src/${path}`)] },
    })),
  {
    name: "faces-only-show",
    comment: "The public faces re-export the language and the shape of its data.",
    severity: "error",
    from: { path: "^src/index[.]ts$" },
    to: { path: "^src/", pathNot: "^src/(dsl|model)/" },
  },
  {
    name: "flows-use-the-faces",
    comment: "The flows of this project import what a user's flow can import.",
    severity: "error",
    from: { path: "^flows/" },
    to: { pathNot: "^(flows/|src/index[.]ts$|src/dsl/sip[.]ts$)" },
  },
  {
    name: "only-host-meets-the-machine",
    comment: "Only host and cli touch disk, clock, process and network; hand in what is needed.",
    severity: "error",
    from: { path: "^src/", pathNot: "^src/(host|cli)/" },
    to: { dependencyTypes: ["core"], pathNot: "^(node:)?crypto$" },
  },
  {
    name: "zod-in-the-schema",
    comment: "zod takes longer to load than a linter run: only the schemas import it, and only `await import()` reaches the schema.",
    severity: "error",
    from: { path: "^src/", pathNot: "^src/model/schema([.]ts$|/)" },
    to: { path: "(^|/)node_modules/zod/", dependencyTypesNot: ["type-only"] },
  },
  {
    name: "heavy-when-needed",
    comment: "What is slow to load is loaded by the command that needs it, with `await import()`.",
    severity: "error",
    from: { path: "^src/" },
    to: { path: "((^|/)node_modules/(acorn|amaro)/|^src/model/schema[.]ts$)", dynamic: false, dependencyTypesNot: ["type-only"] },
  },
  {
    name: "no-circle",
    comment: "Two modules that need each other are one module, or hide a third.",
    severity: "error",
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
  },
  {
    name: "resolvable",
    comment: "It does not lead anywhere; mdast is types alone.",
    severity: "error",
    from: {},
    to: { couldNotResolve: true, pathNot: "^mdast$" },
  },
];

const { output } = await cruise(
  ["src", "flows"],
  { ruleSet: { forbidden }, validate: true, tsPreCompilationDeps: true, doNotFollow: { path: "node_modules" } },
  {
    // As tsconfig.json has it; the longer name first.
    alias: { "callflow/sip": resolve("src/dsl/sip.ts"), callflow: resolve("src/index.ts") },
    exportsFields: ["exports"],
    conditionNames: ["import", "types", "node", "default"],
    extensions: [".ts", ".js", ".mjs", ".json"],
  },
  { tsConfig: extractTSConfig("tsconfig.json") },
);

const wrong = output.summary.violations.map(({ from, to, rule }) => {
  const { comment } = forbidden.find(({ name }) => name === rule.name);
  return `${from} imports ${to}: ${comment} (${rule.name})`;
});
// A checker that finds no module finds nothing wrong either.
const seen = new Map(output.modules.map((module) => [module.source, module]));
const files = ["src", "flows"].flatMap((top) =>
  readdirSync(top, { recursive: true }).map((name) => `${top}/${name.replaceAll("\\", "/")}`),
);
const sources = files.filter((file) => file.endsWith(".ts"));
for (const file of sources) if (!seen.has(file)) wrong.push(`${file} was not seen by dependency-cruiser`);
const imports = sources.reduce((sum, file) => sum + (seen.get(file)?.dependencies.length ?? 0), 0);
if (imports < sources.length) wrong.push(`only ${imports} imports seen in ${sources.length} modules: fewer than can be`);
for (const entry of readdirSync("src", { withFileTypes: true })) {
  if (entry.isDirectory() && rooms[entry.name] === undefined)
    wrong.push(`src/${entry.name} has no floor: add it to the table in floors.mjs`);
}

for (const line of wrong) console.error(line);
console.log(`${sources.length} modules, ${imports} imports, ${forbidden.length} rules, ${wrong.length} wrong`);
process.exitCode = wrong.length === 0 ? 0 : 1;
