import { BadInput } from "../../model/wrong.ts";

/** Windows takes these for devices, whatever their ending. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)$/u;

const LONGEST = 64;

/**
 * A name that is a file's, a flow's and a word of the command line at once, on every system.
 *
 * @throws BadInput with what is wrong with it
 */
export function checkName(name: string, kind: "flow" | "template"): void {
  const reason = wrongWith(name, kind);
  if (reason === null) return;
  const better = plain(name);
  const remedy = better === "" || wrongWith(better, kind) !== null ? "As call-waiting" : `As ${better}`;
  throw new BadInput(`"${name}" cannot be the name of a ${kind}: ${reason}`, { remedy });
}

function wrongWith(name: string, kind: "flow" | "template"): string | null {
  if (!/^[a-z]/u.test(name)) return "it begins with a lower-case letter";
  if (!/^[a-z0-9-]*$/u.test(name)) return "it has only lower-case letters, digits and hyphens";
  if (/--|-$/u.test(name)) return "a hyphen stands between two words";
  if (name.length > LONGEST) return `it is longer than ${LONGEST} characters`;
  if (DEVICES.test(name)) return "Windows takes it for a device";
  return kind === "template" && name === "readme" ? "README.md is no template" : null;
}

/** `My Flow.ts` → `my-flow`. */
function plain(name: string): string {
  return name
    .replace(/\.(?:ts|js|json|md)$/iu, "")
    .replace(/([a-z])([A-Z])/gu, "$1-$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, "-")
    .replace(/^[-0-9]+|-+$/gu, "")
    .slice(0, LONGEST);
}

/** What a person would call it: `call-waiting` → `Call waiting`. */
export function titleFor(name: string): string {
  const words = name.replaceAll("-", " ");
  return `${words[0]?.toUpperCase()}${words.slice(1)}`;
}
