import type { Flow } from "../../model/flow.ts";
import { plainText } from "./plain-text.ts";

/** `Figure X: UE-1 transfers media components to UE-2`. */
export function titleOf({ figure, title }: Flow): string {
  const caption = plainText(figure.caption) || plainText(title);
  const label = plainText(figure.label);
  return label === "" ? caption : `Figure ${label}: ${caption}`;
}
