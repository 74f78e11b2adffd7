/** What the benchmark uses of npm's sip, which has no types. */
declare module "sip" {
  const sip: { parse(text: string): object | undefined };
  export default sip;
}
