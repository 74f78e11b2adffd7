import cmr from "../../flows/cmr-continue.ts";
import cpmInPath from "../../flows/cpm-transfer-in-path.ts";
import cpmNotInPath from "../../flows/cpm-transfer-not-in-path.ts";
import mcx from "../../flows/mcx-migration.ts";
import retrieval from "../../flows/mmsc-retrieval.ts";
import transfer from "../../flows/mmsc-transfer.ts";
import { resolveVariant } from "../../src/analysis/resolve-variant.ts";

export const sixFlows = [transfer, retrieval, cpmInPath, cpmNotInPath, cmr, mcx];

/** The six, and their variants resolved. */
export const allFlows = sixFlows.flatMap((flow) => [
  { name: flow.id, flow },
  ...flow.variants.map((variant) => ({ name: `${flow.id}, ${variant.id}`, flow: resolveVariant(flow, variant.id) })),
]);
