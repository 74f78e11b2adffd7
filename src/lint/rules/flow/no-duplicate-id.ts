import { allMessagesOf } from "../../../analysis/all-messages.ts";
import type { Flow } from "../../../model/flow.ts";
import type { Place } from "../../../model/place.ts";
import { elementsOf } from "../../../model/walk.ts";
import { flowRule } from "../../rule.ts";

export const noDuplicateId = flowRule({
  meta: {
    id: "flow/no-duplicate-id",
    summary: "No two things of one flow have one id",
    severity: "error",
    source: null,
    rationale: "What has the same id cannot be cited, used or omitted apart. The DSL gives ids itself; flows from elsewhere may not.",
  },
  *check(flow) {
    for (const [what, things] of namespacesOf(flow)) {
      const firsts = new Map<string, Place>();
      for (const { id, place } of things) {
        const first = firsts.get(id);
        if (first === undefined) {
          firsts.set(id, place);
          continue;
        }
        const related = [{ message: `"${id}" first stands here`, place: first }];
        yield { place, reason: `Unexpected second ${what} "${id}", expected an id of its own`, related };
      }
    }
  },
});

interface Named {
  readonly id: string;
  readonly place: Place;
}

/** What has ids that must differ from each other. What is used or cited shares one namespace. */
function* namespacesOf(flow: Flow): Generator<readonly [string, readonly Named[]]> {
  const { place } = flow;
  const placed = (things: readonly { readonly id: string }[]): readonly Named[] => things.map(({ id }) => ({ id, place }));
  yield ["message, element or item", [...allMessagesOf(flow), ...elementsOf(flow.body), ...flow.items]];
  yield ["step", flow.steps];
  yield ["session", flow.givens.filter((given) => given.kind === "session")];
  yield ["group", placed(flow.groups)];
  yield ["parameter", placed(flow.parameters)];
  yield ["precondition", flow.preconditions];
  yield ["note", flow.notes];
  yield ["variant", flow.variants];
}
