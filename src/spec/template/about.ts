import { BadInput } from "../../model/wrong.ts";
import { placeOf } from "./check-directives.ts";
import type { Template } from "./read-template.ts";

/** What `::document` says. */
export interface About {
  readonly title: string;
  readonly left: string;
  readonly right: string;
  readonly footer: string;
  readonly author: string;
  readonly date: string;
  readonly clauses: "computed" | "typed";
  readonly figures: "clause" | "document" | "flow";
}

/** @throws BadInput where a template does not begin with it */
export function aboutOf({ blocks, file }: Template): About {
  const first = blocks.find((block) => block.type !== "html");
  if (first?.type !== "leafDirective" || first.name !== "document") {
    throw new BadInput("this template does not say what document it is", {
      place: { file, line: 1, column: 1 },
      remedy: 'Begin it with a line such as ::document{title="…"}',
    });
  }
  const given = (name: string) => first.attributes?.[name] ?? "";
  const date = given("date");
  if (date !== "" && !/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/u.test(date)) {
    throw new BadInput(`document has no date "${date}"`, { place: placeOf(first, file), remedy: "Write it as 2026-01-31" });
  }
  const figures = given("figures");
  return {
    title: given("title"),
    left: given("left"),
    right: given("right"),
    footer: given("footer"),
    author: given("author"),
    date,
    clauses: given("clauses") === "computed" ? "computed" : "typed",
    figures: figures === "clause" || figures === "document" ? figures : "flow",
  };
}
