import { resolveVariant } from "../analysis/resolve-variant.ts";
import type { Flow } from "../model/flow.ts";
import { namesInstead } from "../model/nearest-name.ts";
import { BadInput } from "../model/wrong.ts";

/** `mmsc-transfer`, `mmsc-transfer, variant all-media`. */
export function nameWith(flow: string, variant: string | null): string {
  return variant === null ? flow : `${flow}, variant ${variant}`;
}

/** The flow as the variant has it; itself where none is asked for. */
export function withVariant(flow: Flow, variant: string | null | undefined): Flow {
  if (variant === undefined || variant === null) return flow;
  if (flow.variants.some(({ id }) => id === variant)) return resolveVariant(flow, variant);
  const ids = flow.variants.map(({ id }) => id);
  throw new BadInput(`${flow.id} has no variant "${variant}"`, { remedy: namesInstead(variant, ids, "variants") });
}
