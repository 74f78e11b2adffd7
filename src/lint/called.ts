import type { Message } from "../model/message.ts";

/** A message as a sentence names it: INVITE, 200 OK; in quotes where the name is words of its own: "get vectors request". */
export function called({ name }: Pick<Message, "name">): string {
  return /^(?:(?:[Rr]e-)?[A-Z]+|[1-6]\d\d\b.*)$/u.test(name) ? name : `"${name}"`;
}
