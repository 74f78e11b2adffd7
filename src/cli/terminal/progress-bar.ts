import type { Session } from "../session.ts";

const WIDTH = 24;

/** `[########········] 12/40 name`, no longer than the line has room for; of a long name, the end. */
function progressBar(done: number, all: number, name: string, columns: number): string {
  const width = Math.min(WIDTH, Math.floor(columns / 3));
  const full = Math.floor((done / Math.max(1, all)) * width);
  const bar = `[${"#".repeat(full)}${"·".repeat(width - full)}] ${String(done).padStart(String(all).length)}/${all} `;
  const room = columns - bar.length;
  if (name.length <= room) return bar + name;
  return room > 1 ? `${bar}…${name.slice(name.length - room + 1)}` : bar.slice(0, columns);
}

/** How far so many files have come. */
export interface FileProgress {
  /** One is being looked at. */
  at(name: string): void;
  /** One is done. */
  done(): void;
  /** Nothing is to be seen any more. */
  close(): void;
}

/** In ms: nothing may begin or end for longer than a user waits in silence. */
const INTERVAL = 500;

export function openFileProgress(session: Session, all: number): FileProgress {
  let done = 0;
  let name = "";
  const show = () => session.progress(progressBar(done, all, name, session.terminal.stderr.columns - 1));
  const clock = session.terminal.stderr.isTerminal ? setInterval(show, INTERVAL) : undefined;
  return {
    at(file) {
      if (file === name) return;
      name = file;
      show();
    },
    done() {
      done += 1;
    },
    close() {
      clearInterval(clock);
      session.progress("");
    },
  };
}
