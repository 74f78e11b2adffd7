import type { Paint } from "../../report/paint.ts";
import { printTable } from "../terminal/table.ts";
import type { Report } from "./report.ts";
import { printRun } from "./step-runs.ts";

type Row = readonly [what: string, where: string, says: string];

/** What has changed, in words. @param width of a line; null for no limit */
export function printReport(report: Report, paint: Paint, width: number | null): string {
  const { old, new: now } = report;
  const head = `${old.version} → ${now.version}: ${old.steps === now.steps ? `${now.steps} steps` : `${old.steps} → ${now.steps} steps`}`;
  const rows = [...stepRows(report, paint), ...factRows(report), ...textRows(report, paint)];
  return `${head}\n\n${printTable(rows, { width, indent: "  " })}`;
}

function stepRows({ inserted, removed, moved, changed, renumbered }: Report, paint: Paint): readonly Row[] {
  return [
    ...inserted.map((run): Row => [paint("green", "inserted"), run.label, printRun(run)]),
    ...removed.map((run): Row => [paint("red", "removed"), run.label, printRun(run)]),
    ...moved.map((pair): Row => [paint("yellow", "moved"), arrow(pair.old.label, pair.new.label), printRun(pair.new)]),
    ...changed.map((pair): Row => {
      const labels = pair.old.label === pair.new.label ? pair.new.label : arrow(pair.old.label, pair.new.label);
      return [paint("yellow", "changed"), labels, `${printRun(pair.new)} (was ${printRun(pair.old)})`];
    }),
    ...renumbered.map((each): Row => ["renumbered", arrow(each.old, each.new), ""]),
  ];
}

/** What is said word by word among the texts is not said here as well. */
function factRows({ other }: Report): readonly Row[] {
  const told = other.filter(
    ({ about, old, new: now }) => old === null || now === null || !["introduction", "precondition", "note"].includes(about),
  );
  return told.map(({ about, name, old, new: now }): Row => {
    const what = about === "note" || about === "precondition" ? name : about;
    const where = what === name ? "" : name;
    if (old === null) return [what, where, `new: ${now}`];
    return [what, where, now === null ? `gone: ${old}` : `${now} (was ${old})`];
  });
}

function textRows({ text }: Report, paint: Paint): readonly Row[] {
  return text.map((change): Row => {
    if (change.kind === "references")
      return ["references", change.label, change.references.map((each) => arrow(each.old, each.new)).join(", ")];
    const words = change.edits.map(({ kind, text: said }) => {
      if (kind === "kept") return shortened(said);
      return kind === "inserted" ? paint("green", `{+${said}+}`) : paint("red", `[-${said}-]`);
    });
    return ["text", change.label, words.join("")];
  });
}

function arrow(old: string, now: string): string {
  return `${old} → ${now}`;
}

/** Where nothing changes for long, its ends are enough. */
function shortened(text: string): string {
  const words = text.split(" ");
  return words.length <= 14 ? text : [...words.slice(0, 6), "…", ...words.slice(-6)].join(" ");
}
