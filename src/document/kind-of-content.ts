import { openCompound } from "./compound-file.ts";

/** What bytes are, whatever the file is called. */
export type ContentKind =
  | "zip"
  | "empty zip"
  | "compound"
  | "package"
  | "word xml"
  | "old word"
  | "pdf"
  | "rtf"
  | "html"
  | "picture"
  | "archive"
  | "text";

/** @param head the first bytes, 1,000 or more where there are so many */
export function kindOfContent(head: Uint8Array): ContentKind {
  const starts = (...bytes: number[]) => bytes.every((byte, index) => head[index] === byte);
  if (starts(0x50, 0x4b, 0x03, 0x04) || starts(0x50, 0x4b, 0x30, 0x30)) return "zip";
  if (starts(0x50, 0x4b, 0x05, 0x06)) return "empty zip";
  if (starts(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return "compound";
  if (starts(0x89, 0x50, 0x4e, 0x47) || starts(0xff, 0xd8, 0xff) || starts(0x47, 0x49, 0x46, 0x38)) return "picture";
  if (starts(0x1f, 0x8b) || starts(0x37, 0x7a, 0xbc, 0xaf) || starts(0x52, 0x61, 0x72, 0x21)) return "archive";
  // Word for Windows 1 and 2, and 6 where it stands alone.
  if ([0x9b, 0xdb, 0xdc].some((first) => starts(first, 0xa5)) && head.subarray(0, 100).includes(0)) return "old word";
  const text = Buffer.from(head.subarray(0, 1000))
    .toString("latin1")
    .replace(/^(?:\xEF\xBB\xBF)?\s*/u, "");
  if (text.startsWith("%PDF-")) return "pdf";
  if (text.startsWith("{\\rtf")) return "rtf";
  const root = /^<\?xml[^>]*>\s*(?:<\?mso-application progid="Word[^>]*>\s*)?<(?:(pkg:package)|w:wordDocument)\b/u.exec(text);
  if (root !== null) return root[1] === undefined ? "word xml" : "package";
  if (/^(?:<!--[^>]*-->\s*)?<(?:!doctype html|html)\b|^mime-version:[\s\S]*multipart\/related/iu.test(text)) return "html";
  return "text";
}

export type CompoundKind = "doc" | "encrypted" | "restricted" | "other";

export function kindOfCompound(bytes: Uint8Array): CompoundKind {
  const compound = openCompound(bytes);
  // Where its directory cannot be read, a name somewhere in it says what it was.
  const has = (name: string) => compound?.names.has(name) ?? hasName(bytes, name);
  if (has("DRMEncryptedDataSpace") || has("DRMEncryptedTransform")) return "restricted";
  if (has("EncryptedPackage") || has("EncryptionInfo")) return "encrypted";
  if (!has("WordDocument")) return "other";
  // The flag fEncrypted of its head, [MS-DOC] 2.5.2.
  const head = compound?.head("WordDocument") ?? new Uint8Array();
  return head[1] === 0xa5 && ((head[0x0b] ?? 0) & 1) === 1 ? "encrypted" : "doc";
}

/** In UTF-16, as directories have them. */
function hasName(bytes: Uint8Array, name: string): boolean {
  const wanted = Buffer.from(`${name}\0`, "utf16le");
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(wanted);
}
