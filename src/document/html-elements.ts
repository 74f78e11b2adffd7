/** Elements of HTML that somebody writes into Markdown. What is none of them, such as `<defined term>`, is text. */
export const htmlElements: ReadonlySet<string> = new Set(
  (
    "a abbr address article aside b bdi bdo big blockquote body br button caption center cite code col colgroup dd del details dfn div dl dt em " +
    "figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label li link main map mark meta nav " +
    "object ol option p picture pre q rp rt ruby s samp script section select small source span strike strong style sub summary sup svg table " +
    "tbody td template textarea tfoot th thead title tr tt u ul var video wbr"
  ).split(" "),
);

/** Those that end a line before and after them. */
export const lineElements: ReadonlySet<string> = new Set(
  (
    "address article aside blockquote body br caption center dd details div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr " +
    "html li main nav ol p pre section summary table tbody td tfoot th thead title tr ul"
  ).split(" "),
);
