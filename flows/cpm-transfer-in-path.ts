import { as, defineFlow, network, path, reverse, text, ue } from "callflow";
import { sip } from "callflow/sip";

// The source names operations, not SIP messages. Each is bound to the request that does what it says: to ask another entity to move
// or to join a session is REFER (an unsolicited NOTIFY would be illegal, RFC 6665), and what becomes of it is reported by NOTIFY in
// the subscription of that REFER (RFC 3515).
export default defineFlow(
  {
    id: "cpm-transfer-in-path",
    title: "Session Transfer when the CPM Conversation Server stays in the Media Path",
    figure: { label: "1", caption: "CPM Session Transfer from one User device to another (CPM Conversation Server stays in Media Path)" },
    source: { document: "OMA CPM System Description", clause: "C.6.1" },
    numbering: { sign: "-" },
    participants: {
      a1: ue("CPM User A Device 1"),
      aN: ue("CPM User A Device 'n'"),
      coreA: network("SIP/IP Core A"),
      csA: as("CPM Conversation Server A"),
      b1: ue("CPM User B Device 1"),
    },
  },
  ({ a1, aN, coreA, csA, b1 }, flow) => {
    const from1 = path(a1, coreA, csA);
    const to1 = reverse(from1);
    const fromN = path(aN, coreA, csA);
    const toN = reverse(fromN);

    flow.introduction(
      text`Here a CPM User moves a running session to another registered device of the same user, and the participating function of the ${csA} remains in the media path.`,
    );
    // The server ends a dialog on either side of it and passes the media on between them.
    const call = flow.given.session([from1, path(csA, coreA, b1)], { media: ["message"], anchor: "media" });
    const media = call.media();

    const inSession = flow.condition([a1, b1], text`a CPM Session is running between ${a1} and ${b1}`, { holds: call });

    const transfer = flow.request(from1, sip.refer({ as: "CPM Session Transfer request", target: aN, session: call }));
    const asked = flow.paragraph(
      transfer.hop(1),
      text`${a1} sends a CPM Session Transfer request to ${coreA}: the CPM Session is to move from this device to ${aN}, which is CPM enabled too.`,
    );
    flow.paragraph(transfer.hop(2));
    const accepted = transfer.reply(202, { as: "Accepted notification" });
    const authorized = flow.paragraph(
      accepted.hop(1),
      text`${csA} authorizes the transfer and answers ${coreA} with an Accepted notification: the session may move, and as far as is known ${aN} can take part in it.`,
    );
    flow.paragraph(accepted.hop(2));
    flow.request(to1, sip.notify(transfer, { fragment: 100 }), { show: "hidden", using: [transfer] }).reply(200, { show: "hidden" });

    const join = flow.request(toN, sip.refer({ as: "Join Session Notification", target: csA }), {
      using: [transfer],
      text: text`${csA} sends a Join Session Notification to ${aN} through ${coreA}, for this device to set up its part of the CPM Session.`,
    });
    join.reply(202, { as: "notification response" });
    flow.request(fromN, sip.notify(join, { fragment: 100 }), { show: "hidden", using: [join] }).reply(200, { show: "hidden" });

    const invite = flow.request(fromN, sip.invite({ as: "CPM Session Invitation request", session: call, offer: [media.at(aN)] }), {
      using: [join],
      text: text`${aN} sends a CPM Session Invitation request through ${coreA} to ${csA}, whose participating function applies the originating and terminating service control.`,
      until: coreA,
    });
    invite.trying(coreA, { show: "hidden" });
    invite.onward();
    const ok = invite.reply(200, { as: "OK response", answer: [media.at(csA)] });
    ok.ack({ show: "hidden" });

    const replaced = flow.request(
      fromN,
      sip.notify(join, { as: "CPM Session Replaced Notification", state: "terminated", fragment: 200 }),
      {
        using: [join, ok],
        text: text`${aN} sends a CPM Session Replaced Notification to ${csA} through ${coreA}: it has taken the session over, and ${a1} can be let go.`,
      },
    );
    replaced.reply(200, { as: "CPM Session Replaced Notification response" });

    const release = flow.request(
      to1,
      sip.notify(transfer, { as: "Release CPM Session Notification", state: "terminated", fragment: 200 }),
      { using: [transfer, replaced] },
    );
    release.reply(200, { as: "notification response" });

    const bye = flow.request(from1, sip.bye(call, { as: "Release CPM Session request" }), { using: [release] });
    bye.reply(200, {
      as: "OK response",
      text: text`${csA} applies the service control that is due, drops whatever media still comes from ${a1}, and answers the Release CPM Session request with an OK response along the reverse path.`,
    });

    flow.expect.media(media, [aN, b1], { through: [csA] });
    flow.expect.released(call, a1);

    flow.erratum(accepted, {
      where: "steps 4 and 5",
      was: "sends Accepted notification",
      now: "answers with an Accepted notification",
      why: "Every other notification of the flow has a response with a number; this one is the response, to the request of steps 2 and 3.",
    });
    flow.erratum("flow", {
      where: "caption",
      was: "from one User device to other (CPM CS stay in Media Path)",
      now: "from one User device to another (CPM Conversation Server stays in Media Path)",
      why: "CS is expanded nowhere, and the sentence lacks its grammar.",
    });
    flow.erratum(inSession, {
      where: "heading",
      was: "1.1, under C.6",
      now: "C.6.1",
      why: "The automatic numbering was lost in the conversion.",
    });
    flow.erratum(asked, {
      where: "step 2",
      was: "CPM User A sends, and nobody is named who receives",
      now: "CPM User A Device 1 sends, to SIP/IP Core A",
      why: "A user is no participant. The device asks for its own session, and step 3 goes on from SIP/IP Core A.",
    });
    flow.erratum(authorized, {
      where: "step 4",
      was: "CPM Conversation Server",
      now: "CPM Conversation Server A",
      why: "The letter is missing; the request reached server A in step 3.",
    });
    flow.erratum(authorized, {
      where: "step 4",
      was: "the target device is available",
      now: "as far as is known",
      why: "The device is contacted only in steps 6-7.",
    });
    flow.erratum(accepted, {
      where: "steps 4-5",
      was: "a notification without a response, where every other notification has one",
      now: "the response to the CPM Session Transfer request, under the source's name",
      why: "Accepted is the reason phrase of 202, and nothing else answers steps 2-3.",
    });
    flow.erratum(join, {
      where: "steps 6-7",
      was: "Join Session Notification here, Join CPM Session Notification in the flow without the server in the media path",
      now: "Join Session Notification in both",
      why: "One message, two names in one document.",
    });
    flow.erratum(ok, {
      where: "steps 12-13",
      was: "the response to the CPM Session Invitation",
      now: "OK response, the response to the CPM Session Invitation request",
      why: "The request has two names, and the response has a name only in the other flow.",
    });
    flow.erratum(replaced, {
      where: "steps 14-15",
      was: "notifies, without the name of what is sent",
      now: "CPM Session Replaced Notification",
      why: "Only its response is named, in steps 16-17.",
    });
  },
);
