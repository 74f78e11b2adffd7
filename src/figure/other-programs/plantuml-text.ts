import { isFreeWord } from "./names.ts";

/** Signs of the preprocessor and of the markup in texts. */
const SPECIAL = /["<>~*/_[\]\\&%$!#{}|=^`]|([-.'])\1+/gu;

/** A text as PlantUML shows it, on one line. */
export function escapePlantUml(text: string): string {
  if (text === "") return "<U+00A0>";
  return text.replace(SPECIAL, (signs) => [...signs].map((sign) => `<U+${hexOf(sign)}>`).join(""));
}

function hexOf(sign: string): string {
  return (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
}

const KEYWORDS = new Set(
  (
    "activate actor alt as autonumber boundary box break collections control create critical database deactivate destroy else end entity group " +
    "hide hnote hnote loop newpage note of on opt order over par participant queue ref return rnote show skinparam title"
  ).split(" "),
);

/** Whether PlantUML takes an id for a name. */
export function isPlantUmlName(id: string): boolean {
  return isFreeWord(id, KEYWORDS);
}
