import { fault, isFault, type ParseFault } from "../message.ts";
import { type Cursor, DIGIT, faultAt, isAll, readWhole, SPACE, skip, skipSpace, TOKEN, take } from "./cursor.ts";

/** RFC 3261 §20.16. */
export interface CSeq {
  readonly kind: "cseq";
  /** Less than 2^31 (§8.1.1.5). */
  readonly number: number;
  readonly method: string;
}

/** RFC 3262 §7.2. */
export interface RAck {
  readonly kind: "rack";
  readonly rseq: number;
  readonly cseq: number;
  readonly method: string;
}

export function readCSeq(value: string): CSeq | ParseFault {
  return readWhole(
    value,
    (cursor) => {
      const number = takeNumber(cursor, 2 ** 31 - 1, "RFC 3261 §8.1.1.5");
      if (isFault(number)) return number;
      const method = takeMethod(cursor);
      return isFault(method) ? method : { kind: "cseq", number, method };
    },
    "RFC 3261 §20.16",
  );
}

export function printCSeq({ number, method }: CSeq): string {
  return `${number} ${method}`;
}

export function readRAck(value: string): RAck | ParseFault {
  return readWhole(
    value,
    (cursor) => {
      const rseq = takeNumber(cursor, 2 ** 32 - 1, "RFC 3262 §7.2");
      if (isFault(rseq)) return rseq;
      skipSpace(cursor);
      const cseq = takeNumber(cursor, 2 ** 31 - 1, "RFC 3261 §8.1.1.5");
      if (isFault(cseq)) return cseq;
      const method = takeMethod(cursor);
      return isFault(method) ? method : { kind: "rack", rseq, cseq, method };
    },
    "RFC 3262 §7.2",
  );
}

export function printRAck({ rseq, cseq, method }: RAck): string {
  return `${rseq} ${cseq} ${method}`;
}

/** RFC 3261 §20.22: 0 to 255. */
export function readMaxForwards(value: string): number | ParseFault {
  return readNumber(value, 255, "RFC 3261 §20.22");
}

/** Expires, Min-Expires: seconds up to 2^32 - 1 (RFC 3261 §20.19). */
export function readSeconds(value: string): number | ParseFault {
  return readNumber(value, 2 ** 32 - 1, "RFC 3261 §20.19");
}

/** RFC 3262 §7.1: 1 to 2^32 - 1. */
export function readRSeq(value: string): number | ParseFault {
  const number = readNumber(value, 2 ** 32 - 1, "RFC 3262 §7.1");
  return number === 0 ? fault("expected a number from 1", 0, "RFC 3262 §7.1") : number;
}

export function readNumber(value: string, most: number, clause: string): number | ParseFault {
  return readWhole(value, (cursor) => takeNumber(cursor, most, clause), clause);
}

/** Leading zeros are allowed, however many. */
export function takeNumber(cursor: Cursor, most: number, clause: string): number | ParseFault {
  const from = cursor.at;
  const digits = take(cursor, DIGIT);
  if (digits === "") return faultAt(cursor, "a number", clause);
  return Number(digits) <= most ? Number(digits) : fault(`expected a number up to ${most}, found ${digits}`, from, clause);
}

function takeMethod(cursor: Cursor): string | ParseFault {
  if (skip(cursor.text, cursor.at, SPACE) === cursor.at) return faultAt(cursor, "a space and a method", "RFC 3261 §20.16");
  skipSpace(cursor);
  const method = take(cursor, TOKEN);
  return isAll(method, TOKEN) ? method : faultAt(cursor, "a method", "RFC 3261 §20.16");
}
