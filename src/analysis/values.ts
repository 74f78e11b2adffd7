import type { Flow, ItemValue } from "../model/flow.ts";
import type { ConfiguredValue, Identities, LocalView, ValuedItem } from "./local-view.ts";

type Values = Pick<LocalView, "configuration" | "items">;

const none: Values = { configuration: [], items: new Map() };

/** What a participant deals with that is more than a name, by what it is configured with and what it learns. */
export function valuesIn({ items }: Flow): (configured: readonly string[], learnt: ReadonlyMap<string, number>) => Values {
  const valued = new Map(items.flatMap(({ id, name, value }) => (value === undefined ? [] : [[id, { name, value }] as const])));
  if (valued.size === 0) return () => none;

  const identitiesOf = (item: string): readonly Identities[] => {
    const value = valued.get(item)?.value;
    return value?.kind === "identities" ? [{ item, of: value.of, at: value.at }] : [];
  };
  const configuredAs = (item: string, value: ItemValue): readonly ConfiguredValue[] => {
    switch (value.kind) {
      case "identities":
        return [{ kind: "identities", identities: { item, of: value.of, at: value.at } }];
      case "mapping": {
        const [one, other] = value.between.flatMap(identitiesOf);
        return one === undefined || other === undefined ? [] : [{ kind: "mapping", between: [one, other] }];
      }
      case "conference":
        return [];
    }
  };
  return (configured, learnt) => ({
    configuration: configured.flatMap((item) => {
      const known = valued.get(item);
      return known === undefined ? [] : configuredAs(item, known.value);
    }),
    items: new Map(
      [...valued].flatMap(([id, { name, value }]): readonly (readonly [string, ValuedItem])[] =>
        learnt.has(id) ? [[id, { name, kind: value.kind }]] : [],
      ),
    ),
  });
}
