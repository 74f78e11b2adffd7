import npmSip from "sip";
import { isFault } from "../../src/sip/message.ts";
import { parseFast } from "../../src/sip/parse-fast.ts";
import { parseStrict } from "../../src/sip/parse-strict.ts";
import { writeMessage } from "../../src/sip/write-message.ts";
import { inviteText } from "../sip/invite-text.ts";

/** How many messages one call of a job takes. */
export const SIP_MESSAGES = 1000;

/** The octets of the INVITE that is parsed, 1.3 kB with its description. */
const inviteOctets: Uint8Array = new TextEncoder().encode(inviteText);

/** What the codec can do, each SIP_MESSAGES times a call. */
export function sipCodecJobs(): Readonly<Record<"strict parse" | "fast parse" | "write" | "sip 0.0.6 of npm, parse", () => void>> {
  const message = parseStrict(inviteOctets);
  if (isFault(message)) throw new Error(message.what);
  return {
    "strict parse": () => repeat(() => parseStrict(inviteOctets)),
    "fast parse": () => repeat(() => parseFast(inviteOctets)),
    write: () => repeat(() => writeMessage(message)),
    // It takes text, which saves it the decoding.
    "sip 0.0.6 of npm, parse": () => repeat(() => npmSip.parse(inviteText)),
  };
}

/** @returns what came out last, so that nothing is optimised away. */
function repeat<T>(run: () => T): T {
  let result = run();
  for (let count = 1; count < SIP_MESSAGES; count += 1) result = run();
  return result;
}
