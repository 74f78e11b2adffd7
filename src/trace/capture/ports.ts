/** RFC 3261 §18.1.1. */
export const SIP_PORT = 5060;

/** What the source leaves abstract is no protocol; it goes from and to a port that nobody is assigned (RFC 6335 §6), as JSON. */
export const SIGNAL_PORT = 50_600;
