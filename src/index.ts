/** The public face `callflow`: what a flow file imports. Re-exports only. */
export { defineFlow } from "./dsl/define-flow.ts";
export type { FlowBuilder, Head, VariantBuilder } from "./dsl/flow-builder.ts";
export { item } from "./dsl/handles.ts";
export { as, database, group, network, type Participant, proxy, registrar, resource, server, ue } from "./dsl/participants.ts";
export { hidden, type Path, path, reverse } from "./dsl/path.ts";
export { operation } from "./dsl/signals.ts";
export { received, steps, text, thisFigure } from "./dsl/text.ts";
export type { Flow } from "./model/flow.ts";
