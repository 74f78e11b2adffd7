/** What becomes of each message of RFC 4475 in a strict parser. */
export type Expectation =
  | {
      readonly file: string;
      readonly clause: string;
      readonly valid: true;
      readonly start: string;
      readonly headers: number;
      readonly body: number;
    }
  | {
      readonly file: string;
      readonly clause: string;
      readonly valid: false;
      /** What the fault says. */
      readonly what: string;
      /** What stands at its place in the message. */
      readonly at: string;
      readonly answer: 400 | 505;
    };

const accepted = (clause: string, file: string, start: string, headers: number, body: number): Expectation => ({
  file,
  clause,
  valid: true,
  start,
  headers,
  body,
});
const rejected = (clause: string, file: string, what: string, at: string, answer: 400 | 505 = 400): Expectation => ({
  file,
  clause,
  valid: false,
  what,
  at,
  answer,
});

const oddMethod = "!interesting-Method0123456789_*+`.%indeed'~";

/** `headers` without Content-Length, which is no header of ours; `body` in octets. */
export const torture: readonly Expectation[] = [
  accepted("3.1.1.1", "wsinv", "INVITE sip:vivekg@chair-dnrc.example.com;unknownparam", 13, 150),
  accepted(
    "3.1.1.2",
    "intmeth",
    `${oddMethod} sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:&it+has=1,weird!*pas$wo~d_too.(doesn't-it)@example.com`,
    7,
    0,
  ),
  accepted("3.1.1.3", "esc01", "INVITE sip:sips%3Auser%40example.com@example.net", 8, 150),
  accepted("3.1.1.4", "escnull", "REGISTER sip:example.com", 8, 0),
  accepted("3.1.1.5", "esc02", "RE%47IST%45R sip:registrar.example.com", 9, 0),
  accepted("3.1.1.6", "lwsdisp", "OPTIONS sip:user@example.com", 6, 0),
  accepted("3.1.1.7", "longreq", "INVITE sip:user@example.com", 42, 150),
  accepted("3.1.1.8", "dblreq", "REGISTER sip:example.com", 7, 0),
  accepted("3.1.1.9", "semiuri", "OPTIONS sip:user;par=u%40example.net@example.com", 7, 0),
  accepted("3.1.1.10", "transports", "OPTIONS sip:user@example.com", 11, 0),
  accepted("3.1.1.11", "mpart01", "MESSAGE sip:kumiko@example.org", 13, 553),
  accepted("3.1.1.12", "unreason", "200 = 2**3 * 5**2 но сто девяносто девять - простое", 7, 154),
  accepted("3.1.1.13", "noreason", "100 ", 6, 0),

  rejected("3.1.2.1", "badinv01", "Via: expected the name of a parameter", ";,;,,"),
  rejected("3.1.2.2", "clerr", "shorter than its Content-Length", ""),
  rejected("3.1.2.3", "ncl", 'Content-Length, found "-999"', "Content-Length: -999"),
  rejected("3.1.2.4", "scalar02", "CSeq: expected a number up to 2147483647", "36893488147419103232 REGISTER"),
  rejected("3.1.2.5", "scalarlg", "CSeq: expected a number up to 2147483647", "9292394834772304023312 OPTIONS"),
  rejected("3.1.2.6", "quotbal", "To: the quoted string has no end", '"Mr. J. User <'),
  rejected("3.1.2.7", "ltgtruri", "without angle brackets", "<sip:user@example.com> SIP/2.0"),
  rejected("3.1.2.8", "lwsruri", "white space in or around the Request-URI", " lr SIP/2.0"),
  rejected("3.1.2.9", "lwsstart", "white space in or around the Request-URI", " sip:user@example.com  SIP/2.0"),
  rejected("3.1.2.10", "trws", "white space after the version", " \r\nVia"),
  rejected("3.1.2.11", "escruri", "a Request-URI has no headers", "?Route=%3Csip"),
  rejected("3.1.2.12", "baddate", "Date: expected a date of RFC 1123, in GMT", "Fri, 01 Jan 2010 16:00:00 EST"),
  rejected("3.1.2.13", "regbadct", "Contact: a URI with headers stands within angle brackets", "?Route=%3Csip"),
  rejected("3.1.2.14", "badaspec", "To: expected a URI with its scheme", " sip:t.watson@example.org >"),
  rejected("3.1.2.15", "baddn", "From: expected a display name of tokens or in quotes", ", Alexander"),
  rejected("3.1.2.16", "badvers", "expected the version SIP/2.0, found SIP/7.0", "SIP/7.0\r\nVia", 505),
  rejected("3.1.2.17", "mismatch01", "CSeq: the method is OPTIONS, CSeq says INVITE", "8 INVITE"),
  rejected("3.1.2.18", "mismatch02", "CSeq: the method is NEWMETHOD, CSeq says INVITE", "8 INVITE"),
  rejected("3.1.2.19", "bigcode", "expected a status from 100 to 699", "4294967301 better"),

  // Of the layers above, a parser sees what breaks the message itself; the rest it hands on as it is.
  accepted("3.2.1", "badbranch", "OPTIONS sip:user@example.com", 7, 0),
  rejected("3.3.1", "insuf", "without To, From, Call-ID", "\r\n\r\nv=0"),
  accepted("3.3.2", "unkscm", "OPTIONS nobodyKnowsThisScheme:totallyopaquecontent", 6, 0),
  accepted("3.3.3", "novelsc", "OPTIONS soap.beep://192.0.2.103:3002", 6, 0),
  accepted("3.3.4", "unksm2", "REGISTER sip:example.com", 7, 0),
  accepted("3.3.5", "bext01", "OPTIONS sip:user@example.com", 8, 0),
  accepted("3.3.6", "invut", "INVITE sip:user@example.com", 8, 40),
  accepted("3.3.7", "regaut01", "REGISTER sip:example.com", 7, 0),
  rejected("3.3.8", "multi01", "CSeq: stands twice", "CSeq: 59 INVITE"),
  rejected("3.3.9", "mcl01", "a second Content-Length", "Content-Length: 5"),
  accepted("3.3.10", "bcast", "200 OK", 8, 154),
  accepted("3.3.11", "zeromf", "OPTIONS sip:user@example.com", 6, 0),
  accepted("3.3.12", "cparam01", "REGISTER sip:example.com", 7, 0),
  accepted("3.3.13", "cparam02", "REGISTER sip:example.com", 7, 0),
  accepted("3.3.14", "regescrt", "REGISTER sip:example.com", 7, 0),
  accepted("3.3.15", "sdp01", "INVITE sip:user@example.com", 9, 150),
  accepted("3.4.1", "inv2543", "INVITE sip:UserB@example.com", 7, 105),
];
