/** `<error line="3" message="…"/>`; with content, on lines of its own between the tags. Attributes in the order given. */
export function element(name: string, attributes: Readonly<Record<string, string | number>>, content: readonly string[] = []): string {
  const words = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`);
  const open = `<${name}${words.join("")}`;
  if (content.length === 0) return `${open}/>`;
  return [`${open}>`, ...content.map((lines) => lines.replaceAll(/^/gmu, "  ")), `</${name}>`].join("\n");
}

/** The declaration and one root. */
export function xmlFile(root: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}`;
}

/** XML 1.0 §2.2 has no control characters and no halves of characters, not even escaped: they become `�`. Line breaks stay what they are. */
function escapeXml(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  const writable = text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]/gu, "\ufffd");
  return writable.replaceAll(/[<>&"\t\n\r]/gu, (character) => ENTITIES[character] ?? character);
}

const ENTITIES: Readonly<Record<string, string>> = {
  "<": "&lt;",
  ">": "&gt;",
  "&": "&amp;",
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};
