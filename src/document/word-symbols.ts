/** Characters of fonts that have no letters, from this one on; a blank where the font has a piece of a sign, or nothing. */
export interface SymbolFont {
  readonly name: RegExp;
  readonly from: number;
  readonly signs: readonly string[];
}

const fonts: readonly SymbolFont[] = [
  {
    name: /^symbol$/iu,
    from: 0x20,
    signs: [
      ..." !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_ αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
      ..." ".repeat(33),
      ..." ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…  ↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓⋄⟨   ∑          ⟩∫⌠ ⌡",
    ],
  },
  {
    name: /^wingdings$/iu,
    from: 0x20,
    signs: [
      ..." 🖉✂✁👓🕭🕮🕯🕿✆🖂🖃📪📫📬📭🗀🗁🗎🗏🗐🗄⏳🖮🖰🖲🖳🖴🖫🖬✇✍🖎✌👌👍👎☜☞☝☟🖐☺😐☹💣🕱🏳🏱✈☼🌢❄🕆✞🕈✠✡☪☯ॐ☸♈♉♊♋♌♍♎♏♐♑♒♓🙰🙵●🔾■□🞐❑❒⬧⧫◆❖⬥⌧⮹⌘🏵🏶❝❞ ",
      ..."⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿        ·•·○○○◉◎○▪◻ ✦★✶✴✹✵ ⌖⟡⌑ ✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛                  ⌫⌦ ➢   ➲  ←→↑↓↖↗↙↘⬅➔⬆⬇⬉⬈⬋⬊⇦⇨⇧⇩⇔⇕⬀⬁⬃⬂▫▫✗✓☒☑",
    ],
  },
  { name: /^wingdings 2$/iu, from: 0x4f, signs: [..."✗✓☒☑", ..." ".repeat(22), ..."⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿", ..." ".repeat(36), "☐"] },
  { name: /^wingdings 3$/iu, from: 0x21, signs: [..."←→↑↓↖↗↙↘", ..." ".repeat(84), "▶"] },
]; // biome-ignore format: tables

const isPrivate = (point: number) => point >= 0xf000 && point <= 0xf0ff;

/** `w:sym`: what is to be seen of it, or a box where nobody knows. @param code hexadecimal */
export function symbolOf(font: string | undefined, code: string | undefined): string {
  const point = /^[\dA-F]{1,6}$/iu.test(code ?? "") ? Number.parseInt(code ?? "", 16) : null;
  if (point === null || point > 0x10ffff) return "";
  // What Word keeps a hyphen as that does not break, and one that only may.
  if (point === 0x1e) return "-";
  if (point === 0x1f) return "";
  const known = symbolFont(font);
  if (known !== null) return signIn(known, isPrivate(point) ? point - 0xf000 : point) ?? "□";
  return isPrivate(point) || point < 0x20 || (point >= 0xd800 && point <= 0xdfff) ? "□" : String.fromCodePoint(point);
}

/** A font that has signs in the place of letters; null for any other. */
export function symbolFont(name: string | undefined): SymbolFont | null {
  return name === undefined ? null : (fonts.find((font) => font.name.test(name.trim())) ?? null);
}

/** A text in such a font, whose signs stand where nobody else has any. */
export function signsOf(text: string, font: SymbolFont): string {
  return text.replace(/[\uF020-\uF0FF]/gu, (sign) => signIn(font, (sign.codePointAt(0) ?? 0) - 0xf000) ?? sign);
}

function signIn({ from, signs }: SymbolFont, index: number): string | null {
  const sign = signs[index - from] ?? " ";
  return sign !== " " || index === 0x20 ? sign : null;
}
