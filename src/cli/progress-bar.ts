const WIDTH = 24;

/** `[########········] 12/40 name`, no longer than the line has room for; of a long name, the end. */
export function progressBar(done: number, all: number, name: string, columns: number): string {
  const width = Math.min(WIDTH, Math.floor(columns / 3));
  const full = Math.floor((done / Math.max(1, all)) * width);
  const bar = `[${"#".repeat(full)}${"·".repeat(width - full)}] ${String(done).padStart(String(all).length)}/${all} `;
  const room = columns - bar.length;
  if (name.length <= room) return bar + name;
  return room > 1 ? `${bar}…${name.slice(name.length - room + 1)}` : bar.slice(0, columns);
}
