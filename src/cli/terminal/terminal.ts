/** What a command may know of the machine besides files; a test brings its own. */
export interface Terminal {
  readonly stdout: Output;
  readonly stderr: Output;
  /** All of standard input, as far as `limit` bytes. */
  readonly input: (limit: number) => Promise<Uint8Array>;
  /** The whole of it, for a program that draws on it and takes keys; null where input or output is something else. */
  readonly screen: Screen | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What relative paths start from. */
  readonly cwd: string;
  /** In ms, from anywhere. */
  readonly now: () => number;
}

export interface Output {
  write(content: string | Uint8Array): void;
  /** Whether a person sees it as it comes. */
  readonly isTerminal: boolean;
  /** How wide it is; 80 where nobody knows. */
  readonly columns: number;
}

/** A screen and its keys. */
export interface Screen {
  /** Until the program is done; then the terminal is as it was before, whatever has happened. */
  run(program: ScreenProgram): Promise<void>;
}

/** What draws on a screen. */
export interface ScreenProgram {
  /** The lines of the whole screen, each as wide as it, with their colours. */
  draw(size: { readonly columns: number; readonly rows: number }): readonly string[];
  /**
   * Takes what the terminal has sent.
   * @param isAll nothing more has come for a while: a lone escape is that key
   * @returns what is to be done next
   */
  take(text: string, isAll: boolean): "go on" | "suspend" | "leave";
}

/** 0 done and clean, 1 findings, 2 wrong usage or input that cannot be read. */
export type ExitCode = 0 | 1 | 2;
