import type { Browser } from "puppeteer";
import { BadInput } from "../../model/wrong.ts";

/** Mermaid's own look, drawn by mermaid-cli in a browser that is started for the first figure and kept for all others. */
export interface MermaidRenderer {
  /**
   * @param text a diagram in Mermaid's language
   * @param dpi pixels to the inch, of a PNG
   * @throws BadInput where there is no browser, or where Mermaid refuses the diagram
   */
  render(text: string, format: "svg" | "png" | "pdf", dpi: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Pixels of CSS to the inch. */
const CSS_DPI = 96;
/** Mermaid refuses longer texts unless it is told: 100,000 steps are 6 MB. */
const MOST_TEXT = 50_000_000;

export function openMermaid(env: Readonly<Record<string, string | undefined>>): MermaidRenderer {
  let browser: Browser | null = null;
  return {
    async render(text, format, dpi) {
      // What is needed to find a browser is not loaded by who needs none.
      const { startBrowser } = await import("./with-browser.ts");
      browser ??= await startBrowser(env);
      const { renderMermaid } = await import("@mermaid-js/mermaid-cli");
      const mermaidConfig = { maxTextSize: MOST_TEXT, deterministicIds: true, sequence: { wrap: true } };
      const viewport = { width: 1600, height: 1200, deviceScaleFactor: format === "png" ? dpi / CSS_DPI : 1 };
      try {
        const { data } = await renderMermaid(browser, text, format, { viewport, mermaidConfig, pdfFit: true, backgroundColor: "white" });
        return data;
      } catch (error) {
        const [said] = (error instanceof Error ? error.message : String(error)).split("\n");
        throw new BadInput(`Mermaid does not draw this: ${said}`, { remedy: "Without --renderer mermaid, callflow draws it itself" });
      }
    },
    async close() {
      await browser?.close();
      browser = null;
    },
  };
}
