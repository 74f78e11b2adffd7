import { newMargin } from "./margin.ts";
import { isFault, type ParseFault, type SipMessage } from "./message.ts";
import { parseFast } from "./parse-fast.ts";
import { faultIn } from "./parse-strict.ts";

/** A message as it goes over the wire. Whoever meets the same object meets the same message, and need not take it apart again. */
export interface OnWire {
  readonly raw: string;
}

/** What has been read of it; `fault` is undefined before anybody has read it strictly. */
interface Read {
  readonly message: SipMessage | ParseFault;
  fault?: ParseFault | null;
}

const readings = newMargin<OnWire, Read>();

function readingOf(wire: OnWire): Read {
  const known = readings.read(wire);
  if (known !== undefined) return known;
  const made: Read = { message: parseFast(wire.raw) };
  readings.note(wire, made);
  return made;
}

/** As `parseFast`. */
export function readFast(wire: OnWire): SipMessage | ParseFault {
  return readingOf(wire).message;
}

/** As `parseStrict`. */
export function readStrict(wire: OnWire): SipMessage | ParseFault {
  const { message } = readingOf(wire);
  return isFault(message) ? message : (faultOf(wire) ?? message);
}

/** What the grammar has against it; null for nothing. */
export function faultOf(wire: OnWire): ParseFault | null {
  const reading = readingOf(wire);
  const { message } = reading;
  if (isFault(message)) return message;
  if (reading.fault === undefined) reading.fault = faultIn(message, wire.raw);
  return reading.fault;
}
