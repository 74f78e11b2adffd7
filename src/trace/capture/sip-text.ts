/** RFC 3261 §7.1, §7.2: a method or a version, and the version at the end of a request line. */
const SIP = /^(?:SIP\/2\.0 \d{3} |[A-Za-z0-9.!%*_+`'~-]+ \S+ SIP\/2\.0\r\n)/;

/** Whether this is SIP from its first character on. */
export function beginsSip(text: string): boolean {
  return SIP.test(text);
}
