/**
 * The status codes of SIP with their reason phrases, as registered with IANA ("SIP Parameters", Response Codes). The clause
 * is the one that defines the code; RFC 3261 §21 where nothing else is said.
 */
const reasons = {
  100: "Trying",
  180: "Ringing",
  181: "Call Is Being Forwarded",
  182: "Queued",
  183: "Session Progress",
  /** RFC 6228. */
  199: "Early Dialog Terminated",

  200: "OK",
  /** RFC 3515 §2.4.2, RFC 3428 §7; deprecated by RFC 6665 §8.3.1, which tells receivers to take it as 200. */
  202: "Accepted",
  /** RFC 5839 §7.1. */
  204: "No Notification",

  300: "Multiple Choices",
  301: "Moved Permanently",
  302: "Moved Temporarily",
  305: "Use Proxy",
  380: "Alternative Service",

  400: "Bad Request",
  401: "Unauthorized",
  402: "Payment Required",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  406: "Not Acceptable",
  407: "Proxy Authentication Required",
  408: "Request Timeout",
  410: "Gone",
  /** RFC 3903 §11.2.1. */
  412: "Conditional Request Failed",
  413: "Request Entity Too Large",
  414: "Request-URI Too Long",
  415: "Unsupported Media Type",
  416: "Unsupported URI Scheme",
  /** RFC 4412 §4.6.2. */
  417: "Unknown Resource-Priority",
  420: "Bad Extension",
  421: "Extension Required",
  /** RFC 4028 §6. */
  422: "Session Interval Too Small",
  423: "Interval Too Brief",
  /** RFC 6442 §4.3. */
  424: "Bad Location Information",
  /** RFC 8876 §5.1. */
  425: "Bad Alert Message",
  /** RFC 8224 §6.2.2. */
  428: "Use Identity Header",
  /** RFC 3892 §5. */
  429: "Provide Referrer Identity",
  /** RFC 5626 §11.5. */
  430: "Flow Failed",
  /** RFC 5079 §5. */
  433: "Anonymity Disallowed",
  /** RFC 8224 §6.2.2. */
  436: "Bad Identity Info",
  /** RFC 8224 §6.2.2. */
  437: "Unsupported Credential",
  /** RFC 8224 §6.2.2. */
  438: "Invalid Identity Header",
  /** RFC 5626 §11.6. */
  439: "First Hop Lacks Outbound Support",
  /** RFC 5393 §5. */
  440: "Max-Breadth Exceeded",
  /** RFC 6086 §4.2.2. */
  469: "Bad Info Package",
  /** RFC 5360 §5.9.2. */
  470: "Consent Needed",
  480: "Temporarily Unavailable",
  481: "Call/Transaction Does Not Exist",
  482: "Loop Detected",
  483: "Too Many Hops",
  484: "Address Incomplete",
  485: "Ambiguous",
  486: "Busy Here",
  487: "Request Terminated",
  488: "Not Acceptable Here",
  /** RFC 6665 §8.3.2. */
  489: "Bad Event",
  491: "Request Pending",
  493: "Undecipherable",
  /** RFC 3329 §2.3.1. */
  494: "Security Agreement Required",

  500: "Server Internal Error",
  501: "Not Implemented",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Server Time-out",
  505: "Version Not Supported",
  513: "Message Too Large",
  /** RFC 8599 §14.2. */
  555: "Push Notification Service Not Supported",
  /** RFC 3312 §8. */
  580: "Precondition Failure",

  600: "Busy Everywhere",
  603: "Decline",
  604: "Does Not Exist Anywhere",
  606: "Not Acceptable",
  /** RFC 8197 §4. */
  607: "Unwanted",
  /** RFC 8688 §3. */
  608: "Rejected",
} as const;

/** A registered status code. */
export type Status = keyof typeof reasons;

/** Every registered status code, in rising order. */
export const statuses: readonly Status[] = Object.keys(reasons).map(Number).filter(isStatus);

export function isStatus(status: number): status is Status {
  return Object.hasOwn(reasons, status);
}

/** What a class is called where the code itself is not registered: RFC 3261 §7.2 and §8.1.3.2, an unknown code means the x00 of its class. */
const classes = ["Provisional", "Success", "Redirection", "Request Failure", "Server Failure", "Global Failure"] as const;

/** The reason phrase: the registered one, else that of the class, "" outside 100 to 699. */
export function reasonOf(status: number): string {
  return isStatus(status) ? reasons[status] : (classes[Math.floor(status / 100) - 1] ?? "");
}

/** RFC 3261 §7.2: 1xx is provisional, 2xx to 6xx final. */
export function isFinal(status: number): boolean {
  return status >= 200;
}
