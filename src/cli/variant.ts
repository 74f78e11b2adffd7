import { resolveVariant } from "../analysis/resolve-variant.ts";
import type { Flow } from "../model/flow.ts";
import { named } from "./session.ts";

/** The flow as the variant has it; itself where none is asked for. */
export function withVariant(flow: Flow, variant: string | null | undefined): Flow {
  if (variant === undefined || variant === null) return flow;
  return resolveVariant(flow, named(variant, flow.variants, ({ id }) => id, "variant", "variants").id);
}
