/** Numbers for dialogs, from 1, the same for both of their ends. */
export interface Numbers {
  /** Of the dialog that a request without a tag for its receiver is to make. @param isNew whether its sender has just begun it */
  begin(callId: string, tag: string, isNew: boolean): number;
  /** Of a dialog whose ends both have a tag: the first one takes the number of its request, further ones are forks of it (RFC 3261 §13.2.2.4). */
  of(callId: string, fromTag: string, toTag: string): number;
  /** As `begin`, where such a request is known. */
  known(callId: string, tag: string): number | null;
}

export function newNumbers(): Numbers {
  let last = 0;
  const begun = new Map<string, { readonly number: number; isTaken: boolean }>();
  const whole = new Map<string, number>();
  const next = () => (last += 1);
  return {
    begin(callId, tag, isNew) {
      const before = begun.get(`${callId} ${tag}`);
      if (before !== undefined && !(isNew && before.isTaken)) return before.number;
      const number = next();
      begun.set(`${callId} ${tag}`, { number, isTaken: false });
      return number;
    },
    of(callId, fromTag, toTag) {
      const key = `${callId} ${[fromTag, toTag].toSorted().join(" ")}`;
      const before = whole.get(key);
      if (before !== undefined) return before;
      // The NOTIFY that makes a dialog has the tag of its maker in To.
      const half = [fromTag, toTag].map((tag) => begun.get(`${callId} ${tag}`)).find((one) => one?.isTaken === false);
      const number = half?.number ?? next();
      if (half !== undefined) half.isTaken = true;
      whole.set(key, number);
      return number;
    },
    known: (callId, tag) => begun.get(`${callId} ${tag}`)?.number ?? null,
  };
}
