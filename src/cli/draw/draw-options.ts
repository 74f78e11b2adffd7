import { type DrawOptions, type LayOutOptions, parsePage, parseSize, themeOf } from "../../figure/index.ts";
import { findStyle } from "../../host/index.ts";
import type { FigureStyle } from "../../model/figure-style.ts";
import { BadInput } from "../../model/wrong.ts";
import { isFile } from "../output.ts";
import { named, type Session } from "../session.ts";

export const views = ["hops", "ends"] as const;

/** How a figure is to look, as it stands on the command line. */
export interface LookOptions {
  readonly view: string;
  readonly collapse?: readonly string[];
  readonly variants?: true;
  readonly page?: string;
  readonly minSize?: string;
  readonly style?: string;
  readonly ascii?: true;
  readonly width?: string;
  readonly dpi?: string;
}

/** What a figure is drawn with: what the command line says goes before the house style. @throws BadInput for what is none */
export async function drawOptionsOf(
  asked: LookOptions,
  output: string | undefined,
  session: Session,
): Promise<DrawOptions & { readonly dpi: number }> {
  return {
    ...(asked.style === undefined ? {} : optionsOf(await findStyle(asked.style, session.terminal.cwd))),
    ...layOutOptions(asked),
    ...(asked.ascii === true ? { ascii: true } : {}),
    ...columnsFor(asked, output, session),
    view: named(asked.view, views, (one) => one, "view", "views"),
    dpi: dpiIn(asked.dpi ?? "300"),
  };
}

/** What is asked for and cannot be had: a figure that looks as if nothing had been asked for would be believed. */
export function refuseOptions(
  maker: string,
  format: string,
  { trace, dpi, ascii, width, page, minSize }: Partial<LookOptions> & { readonly trace?: string },
): void {
  const onPages = ["svg", "png", "pdf", "html"];
  const wanted: readonly (readonly [asked: boolean, what: string, formats: readonly string[]])[] = [
    [trace !== undefined, "shows no trace", ["html"]],
    [dpi !== undefined, "has no pixels, so --dpi says nothing", ["png"]],
    [ascii === true, "is not drawn with characters, so --ascii says nothing", ["text"]],
    [width !== undefined, "is not drawn with characters, so --width says nothing", ["text"]],
    [page !== undefined, "has no pages, so --page says nothing", onPages],
    [minSize !== undefined, "says no sizes, so --min-size says nothing", onPages],
  ];
  for (const [asked, what, formats] of wanted)
    if (asked && !formats.includes(formats === onPages ? maker : format))
      throw new BadInput(`${formats === onPages ? maker : format} ${what}`, { remedy: `Use --format ${formats.join(", ")}` });
}

/** What a style says of a figure; a page that it names may be left where the heads need it. */
function optionsOf(style: FigureStyle): DrawOptions {
  const { page, minSize, feet, ladder } = style;
  return {
    theme: themeOf(style),
    ...(page === undefined ? {} : { page: parsePage(page), grows: true }),
    ...(minSize === undefined ? {} : { minSize }),
    ...(feet === undefined ? {} : { feet }),
    ...ladder,
  };
}

/** As many as are asked for, or as the terminal has that shows them. */
function columnsFor({ width, style }: Partial<LookOptions>, output: string | undefined, { terminal: { stdout } }: Session): DrawOptions {
  if (width === undefined) return stdout.isTerminal && !isFile(output) && style === undefined ? { columns: stdout.columns } : {};
  const columns = Number(width);
  if (/^\d+$/u.test(width) && columns >= 10 && columns <= 1000) return { columns, wider: false };
  throw new BadInput(`--width is "${width}"`, { remedy: "Give it a number of columns from 10 to 1000" });
}

function layOutOptions({
  page,
  minSize,
  collapse,
  variants,
}: Pick<LookOptions, "page" | "minSize" | "collapse" | "variants">): LayOutOptions {
  return {
    ...(page === undefined ? {} : { page: parsePage(page), grows: false }),
    ...(minSize === undefined ? {} : { minSize: parseSize(minSize) }),
    ...(collapse === undefined ? {} : { collapse }),
    ...(variants === undefined ? {} : { variants }),
  };
}

function dpiIn(text: string): number {
  const dpi = Number(text);
  if (/^\d+$/u.test(text) && dpi >= 10 && dpi <= 4800) return dpi;
  throw new BadInput(`--dpi is "${text}"`, { remedy: "Give it a whole number from 10 to 4800" });
}
