import { cpus } from "node:os";
import { allFlows, cacheIn, findFlow } from "../../src/host/index.ts";
import { chains, inProcess, sipCodec, sweeps, throughput } from "./in-process.ts";
import { otherTools } from "./other-tools.ts";
import { pictures } from "./pictures.ts";
import { say } from "./report.ts";
import { typeCost } from "./type-cost.ts";
import { wholeProcess } from "./whole-process.ts";

// Run it on a machine that does nothing else: `npm run bench`. It prints what is wanted and whether that is reached; nothing fails.
// `npm run bench -- figures` measures figures alone.
say(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}`);
const surroundings = { cwd: process.cwd(), folder: "flows", timeout: 5000, cache: cacheIn(null) };
const { flow } = await findFlow("mmsc-transfer", surroundings);
const flows = (await allFlows(surroundings)).map((loaded) => loaded.flow);
if (process.argv[2] === "figures") {
  inProcess(flow);
  otherTools(flow);
  process.exit();
}
wholeProcess();
inProcess(flow);
throughput(flows);
sweeps(flows);
chains();
sipCodec();
otherTools(flow);
await pictures(flow);
typeCost("flows/cpm-transfer-not-in-path.ts");
