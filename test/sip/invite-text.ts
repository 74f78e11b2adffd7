const head = [
  "INVITE sip:bob@biloxi.example.com SIP/2.0",
  "Via: SIP/2.0/UDP pcscf1.visited.example.net:5060;branch=z9hG4bK240f34.1",
  "Via: SIP/2.0/UDP [2001:db8::aaa:bbb]:1357;comp=sigcomp;branch=z9hG4bKnashds7",
  "Max-Forwards: 69",
  "Route: <sip:scscf1.home.example.com;lr>, <sip:orig@as.home.example.com:5070;lr>",
  "Record-Route: <sip:pcscf1.visited.example.net;lr>",
  'P-Asserted-Identity: "John Doe" <sip:user1_public1@home.example.com>',
  'P-Charging-Vector: icid-value="AyretyU0dm+6O2IrT5tAFrbHLso=023551024"; orig-ioi=home.example.com',
  "P-Access-Network-Info: 3GPP-UTRAN-TDD; utran-cell-id-3gpp=234151D0FCE11",
  "Privacy: none",
  'From: "Alice A." <sip:user1_public1@home.example.com>;tag=171828',
  "To: Bob <sip:bob@biloxi.example.com>",
  "Call-ID: cb03a0s09a2sdfglkj490333@pcscf1.visited.example.net",
  "CSeq: 127 INVITE",
  "Require: sec-agree, precondition",
  "Supported: 100rel, replaces",
  'Contact: <sip:user1_public1@[2001:db8::aaa:bbb]:1357;comp=sigcomp>;+g.3gpp.icsi-ref="urn%3Aurn-7%3A3gpp-service.ims.icsi.mmtel"',
  "Allow: INVITE, ACK, CANCEL, BYE, PRACK, UPDATE, REFER, NOTIFY, MESSAGE",
  "Content-Type: application/sdp",
];

const body = [
  "v=0",
  "o=alice 2890844526 2890844526 IN IP6 2001:db8::aaa:bbb",
  "s=-",
  "c=IN IP6 2001:db8::aaa:bbb",
  "t=0 0",
  "m=audio 3456 RTP/AVP 97 96",
  "b=AS:25",
  "a=rtpmap:97 AMR",
  "a=fmtp:97 mode-set=0,2,5,7; mode-change-period=2",
  "a=rtpmap:96 telephone-event",
  "a=sendrecv",
  "",
].join("\r\n");

/** An INVITE of the size and the headers that IMS sends. */
export const inviteText = [...head, `Content-Length: ${body.length}`, "", body].join("\r\n");

/** The same from another call, as long: what tells calls apart is new in each. @param count 0 to 999,999 */
export function inviteOfCall(count: number): string {
  const id = count.toString().padStart(6, "0");
  return inviteText
    .replace("240f34", id)
    .replace("nashds", id)
    .replace("Ayrety", id)
    .replace("171828", id)
    .replace("cb03a0", id)
    .replace("CSeq: 127", `CSeq: ${100 + (count % 900)}`)
    .replace("2890844526", `2890${id}`);
}
