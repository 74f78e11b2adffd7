import { writeMermaid } from "../../figure/index.ts";
import type { MermaidRenderer } from "../../host/index.ts";
import type { DrawFormat } from "./draw-formats.ts";

/** What mermaid-cli makes of the exported Mermaid text. */
export function mermaidFormats(renderer: MermaidRenderer): readonly DrawFormat[] {
  return (["svg", "png", "pdf"] as const).map((id): DrawFormat => {
    const binary = id === "svg" ? {} : { binary: true as const };
    return {
      id,
      ending: `.${id}`,
      summary: `${id} as Mermaid draws it`,
      ...binary,
      async *draw(flow, request) {
        const bytes = await renderer.render(writeMermaid(flow, request), id, request.dpi);
        yield id === "svg" ? `${new TextDecoder().decode(bytes)}\n` : bytes;
      },
    };
  });
}
