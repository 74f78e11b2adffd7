import { shippedText } from "../../host/index.ts";
import { type Rule, rules } from "../../lint/index.ts";
import { BadInput } from "../../model/wrong.ts";
import { named, type Session, widthOf } from "../session.ts";
import { printTable } from "../terminal/table.ts";
import type { ExitCode } from "../terminal/terminal.ts";

/** Prints the rules there are. */
export function listRules(session: Session, isJson: boolean): ExitCode {
  const entryOf = ({ meta: { id, severity, summary, source, whatIf, options } }: Rule) => ({
    id,
    severity,
    summary,
    source,
    whatIf,
    options,
  });
  if (isJson) session.print(JSON.stringify(rules.map(entryOf), null, 2));
  else
    session.print(
      printTable(
        rules.map(({ meta }) => [meta.id, meta.severity, meta.summary]),
        { width: widthOf(session) },
      ),
    );
  return 0;
}

/** Prints the page of one rule. */
export function explainRule(session: Session, id: string): ExitCode {
  const { meta } = named(id, rules, (rule) => rule.meta.id, "rule", "rules");
  const page = shippedText(`out/rules/${meta.id}.md`);
  if (page === null) throw new BadInput(`the page of ${meta.id} has not been printed yet`, { remedy: "npm run docs prints it" });
  session.terminal.stdout.write(page);
  return 0;
}
