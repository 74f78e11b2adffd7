import { cpus } from "node:os";
import { allFlows, cacheIn, findFlow } from "../../src/host/index.ts";
import { documents } from "./documents.ts";
import { chains, inProcess, sipCodec, sweeps, throughput } from "./in-process.ts";
import { otherTools } from "./other-tools.ts";
import { pictures } from "./pictures.ts";
import { readOnce, remarkOnce } from "./read-once.ts";
import { say } from "./report.ts";
import { typeCost } from "./type-cost.ts";
import { wholeProcess } from "./whole-process.ts";

// Run it on a machine that does nothing else: `npm run bench`. It prints what is wanted and whether that is reached; nothing fails.
// `npm run bench -- figures` measures figures alone.
// `npm run bench -- documents` measures documents alone, `npm run bench -- sip` the codec alone.
if (process.argv[2] === "read") {
  await readOnce(process.argv[3] ?? "");
  process.exit();
}
if (process.argv[2] === "remark") {
  await remarkOnce(process.argv[3] ?? "");
  process.exit();
}
say(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}`);
if (process.argv[2] === "documents") {
  documents();
  process.exit();
}
if (process.argv[2] === "sip") {
  sipCodec();
  process.exit();
}
const surroundings = { cwd: process.cwd(), folder: "flows", timeout: 5000, cache: cacheIn(null) };
const { flow } = await findFlow("mmsc-transfer", surroundings);
const flows = (await allFlows(surroundings)).map((loaded) => loaded.flow);
if (process.argv[2] === "engine") {
  throughput(flows);
  sweeps(flows);
  process.exit();
}
if (process.argv[2] === "figures") {
  inProcess(flow);
  otherTools(flow);
  process.exit();
}
wholeProcess();
documents();
inProcess(flow);
throughput(flows);
sweeps(flows);
chains();
sipCodec();
otherTools(flow);
await pictures(flow);
typeCost("flows/cpm-transfer-not-in-path.ts");
