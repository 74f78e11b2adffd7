import type { TransactionEntry } from "../../model/moment.ts";
import type { TraceEvent } from "../../model/trace.ts";
import type { Sight } from "../checkers/observe.ts";
import { nameOf } from "../checkers/wire.ts";
import { newTable } from "./table.ts";

/** What waits for its final answer. */
export interface Transactions {
  see(sight: Sight): void;
  /** @param id the same for a request and its answers */
  open(id: string, event: TraceEvent, participant: string, role: TransactionEntry["role"], name: string): void;
  close(id: string, participant: string): void;
  list(): readonly TransactionEntry[];
}

export function followTransactions(): Transactions {
  const table = newTable<TransactionEntry>();
  const open: Transactions["open"] = (id, { n, step }, participant, role, name) =>
    table.set(`${participant} ${id}`, { kind: "transaction", participant, role, name, state: "trying", since: n, step });
  const close: Transactions["close"] = (id, participant) => table.remove(`${participant} ${id}`);
  return {
    open,
    close,
    list: table.list,
    see({ at, event, wire, role, hop }) {
      if (role === "relay" || wire.method === "ACK") return;
      if (wire.status === null) return open(hop, event, at, role, nameOf(wire));
      if (wire.status >= 200) return close(hop, at);
      const known = table.get(`${at} ${hop}`);
      if (known?.state === "trying") table.set(`${at} ${hop}`, { ...known, state: "proceeding" });
    },
  };
}
