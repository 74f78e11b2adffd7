import type { Screen, ScreenProgram } from "./terminal.ts";

// ECMA-48 and xterm: the other screen, without the cursor and without wrapping; and back.
const ENTER = "\u001b[?1049h\u001b[?25l\u001b[?7l";
const LEAVE = "\u001b[?7h\u001b[?25h\u001b[?1049l";
const HOME = "\u001b[H";
const EMPTY_LINE = "\u001b[2K";

/** Of a terminal that does not say how large it is. */
const COLUMNS = 80;
const ROWS = 24;

/** In ms: what follows an escape within this belongs to the same key. */
const PATIENCE = 50;

/** What ends a process from outside. SIGINT does not come from the keyboard here, which sends Ctrl+C as a key. */
const ENDINGS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** The screen of this process; null where it has none, or a terminal that cannot draw. */
export function processScreen(): Screen | null {
  return process.stdin.isTTY && process.stdout.isTTY && process.env["TERM"] !== "dumb" ? { run } : null;
}

function run(program: ScreenProgram): Promise<void> {
  const { stdin, stdout } = process;
  return new Promise((resolve, reject) => {
    let isOn = false;
    let waiting: NodeJS.Timeout | undefined;
    const enter = () => {
      if (isOn) return;
      isOn = true;
      stdin.setRawMode(true);
      stdout.write(ENTER);
    };
    const leave = () => {
      if (!isOn) return;
      isOn = false;
      stdout.write(LEAVE);
      stdin.setRawMode(false);
    };
    const show = () => {
      // While it is suspended the screen is somebody else's.
      if (!isOn) return;
      const lines = program.draw({ columns: stdout.columns || COLUMNS, rows: stdout.rows || ROWS });
      // Emptied first: behind the last column nothing can be emptied any more.
      stdout.write(HOME + lines.map((line) => EMPTY_LINE + line).join("\r\n"));
    };
    const guarded = (action: () => void) => () => {
      try {
        action();
      } catch (error) {
        stop();
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    const act = (text: string, isAll: boolean) =>
      guarded(() => {
        const next = program.take(text, isAll);
        if (next === "leave") {
          stop();
          resolve();
          return;
        }
        if (next === "suspend") {
          leave();
          process.kill(process.pid, "SIGTSTP");
        } else show();
      })();
    const take = (text: string) => {
      clearTimeout(waiting);
      waiting = setTimeout(() => act("", true), PATIENCE);
      act(text, false);
    };
    const redraw = guarded(show);
    const resume = guarded(() => {
      enter();
      show();
    });
    const endings = ENDINGS.map((signal) => {
      const end = () => {
        stop();
        // Ends as it would have without the screen.
        process.kill(process.pid, signal);
      };
      return [signal, end] as const;
    });
    const closed = () => {
      stop();
      resolve();
    };

    function stop(): void {
      clearTimeout(waiting);
      leave();
      stdin.off("data", take).off("end", closed).pause();
      stdout.off("resize", redraw);
      process.off("SIGCONT", resume).off("exit", leave);
      for (const [signal, end] of endings) process.off(signal, end);
    }

    stdin.setEncoding("utf8").on("data", take).on("end", closed).resume();
    stdout.on("resize", redraw);
    process.on("SIGCONT", resume).on("exit", leave);
    for (const [signal, end] of endings) process.on(signal, end);
    resume();
  });
}
