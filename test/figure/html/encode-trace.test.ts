import { expect, test } from "vitest";
import { execute } from "../../../src/engine/index.ts";
import { decodeTrace } from "../../../src/figure/html/client/decode-trace.ts";
import { encodeTrace } from "../../../src/figure/html/encode-trace.ts";
import { momentsOf } from "../../../src/trace/index.ts";
import { allFlows } from "../../engine/six-flows.ts";

test.each(allFlows)("$name: each moment can be had again, and takes little room", ({ name, flow }) => {
  const { trace } = execute(flow, { seed: 1, variant: name.split(", ")[1] ?? null });
  const moments = momentsOf(trace);
  const encoded = JSON.stringify(encodeTrace({ about: "", failures: [], moments }));
  const decoded = decodeTrace(JSON.parse(encoded));
  expect(decoded.length).toBe(moments.length);
  for (const [at, moment] of moments.entries()) {
    const { changes: _, message: __, ...rest } = decoded.moment(at);
    const message = decoded.message(at);
    const again = {
      kind: "moment",
      ...rest,
      message: message === null ? null : { ...message, raw: message.text, text: undefined },
      ...decoded.lists(at),
    };
    expect(again).toEqual({ ...moment, message: moment.message === null ? null : { ...moment.message, text: undefined } });
  }
  expect(encoded.length).toBeLessThan(JSON.stringify(moments).length / 3);
});
