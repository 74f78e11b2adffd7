import { spawn } from "node:child_process";

/**
 * Runs another program in a process group of its own, with nothing to read and nothing to say.
 *
 * @param limit in ms; what runs longer is ended with all that it has started
 * @returns its exit code, or null where it could not be started or was ended
 */
export function runLimited(
  program: string,
  args: readonly string[],
  { limit, cwd, env }: { readonly limit: number; readonly cwd: string; readonly env: Readonly<Record<string, string | undefined>> },
): Promise<number | null> {
  return new Promise((resolve) => {
    const isGroup = process.platform !== "win32";
    const child = spawn(program, args, { cwd, env, stdio: "ignore", detached: isGroup, windowsHide: true });
    const end = () => {
      try {
        if (isGroup && child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
        else child.kill("SIGKILL");
      } catch {
        // It has ended meanwhile.
      }
    };
    const timer = setTimeout(end, limit);
    process.once("exit", end);
    const done = (code: number | null) => {
      clearTimeout(timer);
      process.off("exit", end);
      // What it has left behind holds the folder.
      end();
      resolve(code);
    };
    child.once("error", () => done(null));
    child.once("exit", (code) => done(code));
  });
}
