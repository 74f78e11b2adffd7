/** What a person presses. */
export type Key = { readonly kind: "character"; readonly character: string } | { readonly kind: "named"; readonly name: KeyName };

export type KeyName =
  | "up"
  | "down"
  | "left"
  | "right"
  | "page up"
  | "page down"
  | "home"
  | "end"
  | "tab"
  | "back tab"
  | "enter"
  | "backspace"
  | "escape"
  | "interrupt"
  | "suspend"
  | "redraw";

const sequences: Readonly<Record<string, KeyName>> = {
  ...{ "[A": "up", "[B": "down", "[C": "right", "[D": "left", OA: "up", OB: "down", OC: "right", OD: "left" },
  ...{ "[5~": "page up", "[6~": "page down", "[H": "home", "[F": "end", OH: "home", OF: "end" },
  ...{ "[1~": "home", "[4~": "end", "[7~": "home", "[8~": "end", "[Z": "back tab" },
};

const controls: Readonly<Record<string, KeyName>> = {
  ...{ "\t": "tab", "\r": "enter", "\n": "enter", "\u007f": "backspace", "\b": "backspace" },
  ...{ "\u0003": "interrupt", "\u0004": "interrupt", "\u001a": "suspend", "\f": "redraw" },
};

const ESCAPE = "\u001b";

/**
 * The keys in what a terminal has sent (ECMA-48 §5.4, xterm). What it sends for keys that nobody asks for is passed over.
 *
 * @returns what may be the beginning of a key as `rest`: a lone escape is a key only when nothing follows
 */
export function readKeys(text: string): { readonly keys: readonly Key[]; readonly rest: string } {
  const keys: Key[] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] !== ESCAPE) {
      const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
      const control = controls[character];
      if (control !== undefined) keys.push({ kind: "named", name: control });
      else if (character >= " ") keys.push({ kind: "character", character });
      at += character.length;
      continue;
    }
    const left = text.slice(at + 1);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: an escape ends another.
    const found = /^(?:\[[0-9;?<]*[@-~]|O[\x20-~]|(?![[O\x1b])[\s\S])/u.exec(left);
    if (found === null) {
      if (left.startsWith(ESCAPE)) {
        keys.push({ kind: "named", name: "escape" });
        at += 1;
        continue;
      }
      return { keys, rest: text.slice(at) };
    }
    // "[1;5C" is an arrow with Ctrl: the arrow all the same.
    const name = sequences[found[0].replace(/^\[1;\d+(?=[A-H]$)/u, "[")];
    if (name !== undefined) keys.push({ kind: "named", name });
    at += 1 + found[0].length;
  }
  return { keys, rest: "" };
}
