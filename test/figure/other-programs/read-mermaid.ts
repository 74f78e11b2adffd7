import { Window } from "happy-dom";

/** What Mermaid's own parser made of a text. */
export interface MermaidDiagram {
  /** Names and descriptions, from left to right. */
  readonly actors: readonly { readonly id: string; readonly text: string; readonly box: string | null }[];
  readonly messages: readonly { readonly from: string | null; readonly to: string | null; readonly text: string; readonly type: number }[];
  readonly title: string;
}

/** As Mermaid numbers its line types. */
export const SOLID = 0;
export const DOTTED = 1;
export const NOTE = 2;
export const CROSS = 3;
export const DOTTED_CROSS = 4;
export const BAR_BEGINS = 17;
export const BAR_ENDS = 18;
export const OPEN = 24;
export const BOTH = 33;

interface Database {
  getActors(): ReadonlyMap<string, { readonly name: string; readonly description: string; readonly box?: { readonly name: string } }>;
  getMessages(): readonly { readonly from?: string; readonly to?: string; readonly message: string; readonly type: number }[];
  getAccTitle(): string;
}

/** Parses without a browser; what Mermaid needs of one is there only meanwhile. */
export async function mermaidReader(): Promise<{ read(text: string): Promise<MermaidDiagram>; close(): void }> {
  const window = new Window();
  const before = {
    window: Reflect.get(globalThis, "window"),
    document: Reflect.get(globalThis, "document"),
    Option: Reflect.get(globalThis, "Option"),
  };
  Object.assign(globalThis, { window, document: window.document, Option: Reflect.get(window, "Option") });
  const { default: mermaid } = await import("mermaid");
  const read = async (text: string): Promise<MermaidDiagram> => {
    await mermaid.parse(text);
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
    const { getActors, getMessages, getAccTitle } = db as unknown as Database;
    return {
      actors: [...getActors.call(db).values()].map((actor) => ({
        id: actor.name,
        text: decode(actor.description),
        box: actor.box === undefined ? null : decode(actor.box.name),
      })),
      messages: getMessages.call(db).map(({ from = null, to = null, message, type }) => ({ from, to, text: decode(message ?? ""), type })),
      title: decode(getAccTitle.call(db)),
    };
  };
  const close = () => {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) Reflect.deleteProperty(globalThis, name);
      else Reflect.set(globalThis, name, value);
    }
    window.close();
  };
  return { read, close };
}

/** Mermaid keeps entities in a spelling of its own until it draws. */
function decode(text: string): string {
  return text.replace(/ﬂ°°(\d+)¶ß/gu, (_, code) => String.fromCodePoint(Number(code))).trim();
}
