/** Characters of fonts that have no letters, as far as standards use them. */
const symbol: Readonly<Record<number, string>> = {
  45: "−", 97: "α", 98: "β", 100: "δ", 101: "ε", 108: "λ", 109: "μ", 112: "π", 115: "σ", 68: "Δ", 83: "Σ", 87: "Ω",
  163: "≤", 165: "∞", 171: "↔", 172: "←", 173: "↑", 174: "→", 175: "↓", 176: "°", 177: "±", 179: "≥", 180: "×", 183: "•",
  185: "≠", 186: "≡", 187: "≈", 188: "…", 215: "⋅", 222: "⇒",
}; // biome-ignore format: a table
const wingdings: Readonly<Record<number, string>> = {
  108: "●", 110: "■", 111: "□", 113: "❑", 118: "❖", 167: "▪", 216: "➢", 223: "←", 224: "→", 225: "↑", 226: "↓", 232: "➔",
  243: "⇔", 252: "✓", 251: "✗", 254: "☑",
}; // biome-ignore format: a table

/** `w:sym`: what is to be seen of it, or a box where nobody knows. */
export function symbolOf(font: string | undefined, code: string | undefined): string {
  const point = /^[\dA-F]{1,6}$/iu.test(code ?? "") ? Number.parseInt(code ?? "", 16) : null;
  if (point === null || point > 0x10ffff) return "";
  const isPrivate = point >= 0xf000 && point <= 0xf0ff;
  const index = isPrivate ? point - 0xf000 : point;
  if (/^wingdings/iu.test(font ?? "")) return wingdings[index] ?? "□";
  if (/^symbol/iu.test(font ?? "")) return symbol[index] ?? (index >= 0x20 && index < 0x7f ? String.fromCodePoint(index) : "□");
  return isPrivate || point < 0x20 || (point >= 0xd800 && point <= 0xdfff) ? "□" : String.fromCodePoint(point);
}
