const BLOCK = 512;

/** The plain files of a tar archive (POSIX ustar), by name. */
export function* filesInTar(archive: Uint8Array): Generator<readonly [name: string, bytes: Uint8Array]> {
  for (let at = 0; at + BLOCK <= archive.length; ) {
    const name = fieldAt(archive, at, 100);
    if (name === "") return;
    const size = Number.parseInt(fieldAt(archive, at + 124, 12), 8);
    const type = fieldAt(archive, at + 156, 1);
    const begin = at + BLOCK;
    if (type === "0" || type === "") yield [name, archive.subarray(begin, begin + size)];
    at = begin + Math.ceil(size / BLOCK) * BLOCK;
  }
}

/** Up to its first NUL. */
function fieldAt(archive: Uint8Array, at: number, length: number): string {
  const field = new TextDecoder().decode(archive.subarray(at, at + length));
  const end = field.indexOf("\0");
  return (end < 0 ? field : field.slice(0, end)).trim();
}
