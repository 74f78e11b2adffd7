import fc from "fast-check";
import { expect, test } from "vitest";
import { allOf, type Entries, entryOf, isEmpty, noEntries, withEntry, withoutEntry } from "../../src/sip/entries.ts";

test("entries are what a Map would be, and what was before stays as it was", () => {
  const change = fc.tuple(fc.constantFrom("put", "take"), fc.string({ maxLength: 2 }), fc.nat());
  fc.assert(
    fc.property(fc.array(change, { maxLength: 120 }), (changes) => {
      let entries: Entries<number> = noEntries;
      const map = new Map<string, number>();
      const before: { readonly entries: Entries<number>; readonly all: readonly number[] }[] = [];
      for (const [what, id, value] of changes) {
        before.push({ entries, all: allOf(entries) });
        entries = what === "put" ? withEntry(entries, id, value) : withoutEntry(entries, id);
        if (what === "put") map.set(id, value);
        else map.delete(id);
        expect(entryOf(entries, id)).toBe(map.get(id));
      }
      expect(allOf(entries).toSorted()).toEqual([...map.values()].toSorted());
      expect(isEmpty(entries)).toBe(map.size === 0);
      for (const one of before) expect(allOf(one.entries)).toEqual(one.all);
    }),
  );
});
