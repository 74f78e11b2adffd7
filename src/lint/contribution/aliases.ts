import type { RecoveredFlow } from "../../contribution/index.ts";

/** For each name of a flow, the one it is short for: `cpm cs a` → `cpm conversation server a`; itself where there is none. */
export function aliasesIn({ participants }: RecoveredFlow): (key: string) => string {
  const long = new Map<string, string>();
  for (const { key } of participants) {
    const tokens = key.split(" ");
    for (let from = 0; from < tokens.length; from += 1) {
      for (let count = 2; count < tokens.length && from + count <= tokens.length; count += 1) {
        const initials = tokens
          .slice(from, from + count)
          .map((token) => token[0])
          .join("");
        long.set([...tokens.slice(0, from), initials, ...tokens.slice(from + count)].join(" "), key);
      }
    }
  }
  return (key) => long.get(key) ?? key;
}
