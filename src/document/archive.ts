/** What can be done about a password. */
export const WITHOUT_PASSWORD = "Open it in Word with its password, save it without one, and give that";

/** A zip that somebody has opened. Limits on its size are those of who opened it. */
export interface Archive {
  /** Of its files, in its order. */
  readonly names: readonly string[];
  /** @throws BadInput while it is read, where it is damaged, encrypted, or grows too large */
  read(name: string): AsyncIterable<Uint8Array>;
}
