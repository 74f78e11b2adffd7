/** What bytes are, whatever the file is called. */
export type ContentKind = "zip" | "empty zip" | "compound" | "pdf" | "rtf" | "html" | "word xml" | "picture" | "archive" | "text";

/** @param head the first bytes, 1,000 or more where there are so many */
export function kindOfContent(head: Uint8Array): ContentKind {
  const starts = (...bytes: number[]) => bytes.every((byte, index) => head[index] === byte);
  if (starts(0x50, 0x4b, 0x03, 0x04) || starts(0x50, 0x4b, 0x30, 0x30)) return "zip";
  if (starts(0x50, 0x4b, 0x05, 0x06)) return "empty zip";
  if (starts(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return "compound";
  if (starts(0x89, 0x50, 0x4e, 0x47) || starts(0xff, 0xd8, 0xff) || starts(0x47, 0x49, 0x46, 0x38)) return "picture";
  if (starts(0x1f, 0x8b) || starts(0x37, 0x7a, 0xbc, 0xaf) || starts(0x52, 0x61, 0x72, 0x21)) return "archive";
  const text = Buffer.from(head.subarray(0, 1000))
    .toString("latin1")
    .replace(/^(?:\xEF\xBB\xBF)?\s*/u, "");
  if (text.startsWith("%PDF-")) return "pdf";
  if (text.startsWith("{\\rtf")) return "rtf";
  if (/^<\?xml[^>]*>\s*<\?mso-application progid="Word|^<\?xml[^>]*>\s*<(?:w:wordDocument|pkg:package)\b/u.test(text)) return "word xml";
  if (/^(?:<!--[^>]*-->\s*)?<(?:!doctype html|html)\b|^mime-version:[\s\S]*multipart\/related/iu.test(text)) return "html";
  return "text";
}

/** Marks of OLE compound files: names of the streams in them, in UTF-16. */
export type CompoundKind = "doc" | "encrypted" | "other";

export function kindOfCompound(bytes: Uint8Array): CompoundKind {
  if (hasName(bytes, "EncryptedPackage") || hasName(bytes, "EncryptionInfo")) return "encrypted";
  return hasName(bytes, "WordDocument") ? "doc" : "other";
}

function hasName(bytes: Uint8Array, name: string): boolean {
  const wanted = Buffer.from(`${name}\0`, "utf16le");
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(wanted);
}
