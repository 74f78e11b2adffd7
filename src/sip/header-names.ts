/** The header fields registered with IANA ("SIP Parameters", Header Fields) with their compact forms (RFC 3261 §7.3.3). */
const registered: Readonly<Record<string, string | null>> = {
  Accept: null,
  "Accept-Contact": "a",
  "Accept-Encoding": null,
  "Accept-Language": null,
  "Accept-Resource-Priority": null,
  "Additional-Identity": null,
  "Alert-Info": null,
  Allow: null,
  "Allow-Events": "u",
  "Answer-Mode": null,
  "Authentication-Info": null,
  Authorization: null,
  "Call-ID": "i",
  "Call-Info": null,
  "Cellular-Network-Info": null,
  Contact: "m",
  "Content-Disposition": null,
  "Content-Encoding": "e",
  "Content-ID": null,
  "Content-Language": null,
  "Content-Length": "l",
  "Content-Type": "c",
  CSeq: null,
  Date: null,
  "DC-Info": null,
  Encryption: null,
  "Error-Info": null,
  Event: "o",
  Expires: null,
  "Feature-Caps": null,
  "Flow-Timer": null,
  From: "f",
  Geolocation: null,
  "Geolocation-Error": null,
  "Geolocation-Routing": null,
  Hide: null,
  "History-Info": null,
  Identity: "y",
  "Identity-Info": null,
  "In-Reply-To": null,
  "Info-Package": null,
  Join: null,
  "Max-Breadth": null,
  "Max-Forwards": null,
  "MIME-Version": null,
  "Min-Expires": null,
  "Min-SE": null,
  Organization: null,
  Origination: null,
  "P-Access-Network-Info": null,
  "P-Answer-State": null,
  "P-Asserted-Identity": null,
  "P-Asserted-Service": null,
  "P-Associated-URI": null,
  "P-Called-Party-ID": null,
  "P-Charge-Info": null,
  "P-Charging-Function-Addresses": null,
  "P-Charging-Vector": null,
  "P-DCS-Billing-Info": null,
  "P-DCS-LAES": null,
  "P-DCS-OSPS": null,
  "P-DCS-Redirect": null,
  "P-DCS-Trace-Party-ID": null,
  "P-Early-Media": null,
  "P-Media-Authorization": null,
  "P-Preferred-Identity": null,
  "P-Preferred-Service": null,
  "P-Private-Network-Indication": null,
  "P-Profile-Key": null,
  "P-Refused-URI-List": null,
  "P-Served-User": null,
  "P-User-Database": null,
  "P-Visited-Network-ID": null,
  Path: null,
  "Permission-Missing": null,
  "Policy-Contact": null,
  "Policy-ID": null,
  Priority: null,
  "Priority-Share": null,
  "Priority-Verstat": null,
  Privacy: null,
  "Priv-Answer-Mode": null,
  "Proxy-Authenticate": null,
  "Proxy-Authorization": null,
  "Proxy-Require": null,
  RAck: null,
  Reason: null,
  "Reason-Phrase": null,
  "Record-Route": null,
  "Recv-Info": null,
  "Refer-Events-At": null,
  "Refer-Sub": null,
  "Refer-To": "r",
  "Referred-By": "b",
  "Reject-Contact": "j",
  "Relayed-Charge": null,
  Replaces: null,
  "Reply-To": null,
  "Request-Disposition": "d",
  Require: null,
  "Resource-Priority": null,
  "Resource-Share": null,
  "Response-Key": null,
  "Response-Source": null,
  "Restoration-Info": null,
  "Retry-After": null,
  Route: null,
  RSeq: null,
  "Security-Client": null,
  "Security-Server": null,
  "Security-Verify": null,
  Server: null,
  "Service-Interact-Info": null,
  "Service-Route": null,
  "Session-Expires": "x",
  "Session-ID": null,
  "SIP-ETag": null,
  "SIP-If-Match": null,
  Subject: "s",
  "Subscription-State": null,
  Supported: "k",
  "Suppress-If-Match": null,
  "Target-Dialog": null,
  Timestamp: null,
  To: "t",
  "Trigger-Consent": null,
  Unsupported: null,
  "User-Agent": null,
  "User-to-User": null,
  Via: "v",
  Warning: null,
  "WWW-Authenticate": null,
};

const canonical: ReadonlyMap<string, string> = new Map(
  Object.entries(registered).flatMap(([name, compact]) => {
    const forms = [name, name.toLowerCase(), ...(compact === null ? [] : [compact, compact.toUpperCase()])];
    return forms.map((form) => [form, name] as const);
  }),
);

/** @returns the long form of a registered name, however it is written; an extension's name as it is written. */
export function canonicalName(name: string): string {
  return canonical.get(name) ?? canonical.get(name.toLowerCase()) ?? name;
}

/** Where a written name is looked up first: by its length and three of its letters. */
const SLOTS = 2048;
const slots: (Slot | undefined)[] = Array.from({ length: SLOTS });

interface Slot {
  readonly written: string;
  readonly name: string;
}

for (const [written, name] of canonical) slots[slotOf(written, 0, written.length)] ??= { written, name };

/** As canonicalName, of what stands from `at` to `end`; a name that is registered need not be cut out. */
export function nameAt(text: string, at: number, end: number): string {
  const slot = at < end ? slots[slotOf(text, at, end)] : undefined;
  if (slot !== undefined && slot.written.length === end - at && standsAt(text, at, slot.written)) return slot.name;
  return canonicalName(text.slice(at, end).trimEnd());
}

function slotOf(text: string, at: number, end: number): number {
  const letters = text.charCodeAt(at) * 37 + text.charCodeAt((at + end) >> 1) * 17 + text.charCodeAt(end - 1) * 5;
  return (letters + (end - at) * 131) % SLOTS;
}

function standsAt(text: string, at: number, name: string): boolean {
  for (let index = 0; index < name.length; index++) if (text.charCodeAt(at + index) !== name.charCodeAt(index)) return false;
  return true;
}
