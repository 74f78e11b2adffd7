/** What a command may know of the machine besides files; a test brings its own. */
export interface Terminal {
  readonly stdout: Output;
  readonly stderr: Output;
  /** Shows `prompt` and waits for a line of the user; null at the end of input. */
  readonly ask: (prompt: string) => Promise<string | null>;
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

/** 0 done and clean, 1 findings, 2 wrong usage or input that cannot be read. */
export type ExitCode = 0 | 1 | 2;
