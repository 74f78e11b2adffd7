import { as, defineFlow, network, path, reverse, text, ue } from "callflow";
import { sip } from "callflow/sip";

// The operations are bound to SIP as in cpm-transfer-in-path. Here CPM Conversation Server A is a relay on the way of the invitation
// and of the release, and an end for all that concerns the transfer itself: to relay is a role on one path. A Replaces header would
// make user B's device release the old session (RFC 3891), which in the source is done by user A's first device.
export default defineFlow(
  {
    id: "cpm-transfer-not-in-path",
    title: "Session Transfer when the CPM Conversation Server is not in the Media Path",
    figure: { label: "2", caption: "CPM Session Transfer from one User device to another (CPM Conversation Server is not in Media Path)" },
    source: { document: "OMA CPM System Description", clause: "C.6.2" },
    numbering: { sign: "-" },
    participants: {
      a1: ue("CPM User A Device 1"),
      aN: ue("CPM User A Device 'n'"),
      coreA: network("SIP/IP Core A"),
      csA: as("CPM Conversation Server A"),
      coreB: network("SIP/IP Core B"),
      csB: as("CPM Conversation Server B"),
      b1: ue("CPM User B Device 1"),
    },
  },
  ({ a1, aN, coreA, csA, coreB, csB, b1 }, flow) => {
    const from1 = path(a1, coreA, csA);
    const to1 = reverse(from1);
    const fromN = path(aN, coreA, csA);
    const toN = reverse(fromN);
    // Each core network meets a session twice: before and after the Conversation Server of its user.
    const from1ToB = path(a1, coreA, csA, coreA, coreB, csB, coreB, b1);
    const fromNToB = path(aN, coreA, csA, coreA, coreB, csB, coreB, b1);

    flow.introduction(
      text`Here a CPM User moves a running session to another registered device of the same user, and the participating functions of the CPM Conversation Servers stay out of the media path.`,
    );
    const call = flow.given.session([from1ToB], { media: ["message"] });
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

    const join = flow.request(toN, sip.refer({ as: "Join Session Notification", target: b1 }), {
      using: [transfer],
      text: text`${csA} sends a Join Session Notification to ${aN} through ${coreA}, for this device to set up its part of the CPM Session.`,
    });
    join.reply(202, { as: "notification response" });
    flow.request(fromN, sip.notify(join, { fragment: 100 }), { show: "hidden", using: [join] }).reply(200, { show: "hidden" });

    const invite = flow.request(fromNToB, sip.invite({ as: "CPM Session Invitation request", session: call, offer: [media.at(aN)] }), {
      using: [join],
      until: coreA,
    });
    invite.trying(coreA, { show: "hidden" });
    invite.onward();
    flow.paragraph(invite.hop(1), text`${aN} sends a CPM Session Invitation request to ${coreA}, which is meant for ${b1}.`);
    flow.paragraph(
      invite.hop(2),
      text`Following the CPM Service indication and the CPM Address, ${coreA} forwards the CPM Session Invitation request to ${csA}. As this server stays out of the media path, it is a proxy for all that follows in this CPM Session.`,
    );
    flow.paragraph(
      invite.hop(3),
      text`${csA} applies the originating service control and forwards the CPM Session Invitation request to ${coreA}.`,
    );
    const toCoreB = flow.paragraph(invite.hop(4));
    const toServerB = flow.paragraph(
      invite.hop(5),
      text`Following the CPM Service indication and the CPM Address, ${coreB} forwards the CPM Session Invitation request to ${csB}.`,
    );
    const throughServerB = flow.paragraph(
      invite.hop(6),
      text`${csB} applies the terminating service control and forwards the CPM Session Invitation request to ${coreB}. It stays out of the media path as well, and is a proxy for all that follows in this CPM Session.`,
    );
    const invited = flow.paragraph(invite.hop(7));
    invite.reply(180, { show: "hidden" });
    const ok = invite.reply(200, { as: "OK response", answer: [media.at(b1)] });
    const answered = flow.paragraph(ok.hop(1));
    flow.paragraph(ok.hop(2));
    flow.paragraph(ok.hops(3, 7));
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

    const bye = flow.request(from1ToB, sip.bye(call, { as: "Release CPM Session request" }), { using: [release] });
    const released = flow.paragraph(
      bye.hops(1, 2),
      text`${a1} sends a Release CPM Session request to ${csA} through ${coreA}, on the signalling path over which its CPM Session was established.`,
    );
    flow.paragraph(
      bye.hops(3, 7),
      text`${csA}, by its participating function, forwards the Release CPM Session request to ${b1} over the rest of that signalling path.`,
    );
    const done = bye.reply(200, { as: "OK response" });
    const confirmed = flow.paragraph(
      done.hop(1),
      text`${b1} drops whatever media still comes from ${a1}, stops sending media there, and answers the Release CPM Session request with an OK response.`,
    );
    flow.paragraph(done.hops(2, 7));

    flow.expect.media(media, [aN, b1]);
    flow.expect.released(call, a1);

    flow.erratum(accepted, {
      where: "steps 4 and 5",
      was: "sends Accepted notification",
      now: "answers with an Accepted notification",
      why: "Every other notification of the flow has a response with a number; this one is the response, to the request of steps 2 and 3.",
    });
    flow.erratum("flow", {
      where: "caption",
      was: "from one User device to other (CPM CS is not in Media path)",
      now: "from one User device to another (CPM Conversation Server is not in Media Path)",
      why: "CS is expanded nowhere, and the sentence lacks its grammar.",
    });
    flow.erratum(inSession, {
      where: "heading",
      was: "6, under C.6",
      now: "C.6.2",
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
      was: "Join CPM Session Notification here, Join Session Notification in the flow with the server in the media path",
      now: "Join Session Notification in both",
      why: "One message, two names in one document.",
    });
    flow.erratum(invite, {
      where: "steps 11, 12, 15 and 24",
      was: "CPM CS A and CPM CS B beside CPM Conversation Server A and CPM Conversation Server B",
      now: "CPM Conversation Server A and CPM Conversation Server B",
      why: "One participant, two names, and the abbreviation is never expanded.",
    });
    flow.erratum(toCoreB, {
      where: "step 13",
      was: "the SIP/IP Core of CPM User B's network",
      now: "SIP/IP Core B",
      why: "From step 14 on it has this name, and nothing says that it is the same.",
    });
    flow.erratum(toServerB, {
      where: "step 14",
      was: "CPM enabler service indication",
      now: "CPM Service indication",
      why: "One indication, two names: step 11 has the other.",
    });
    flow.erratum(throughServerB, {
      where: "step 15",
      was: "not stay in the media",
      now: "out of the media path",
      why: "A word is missing; step 11 has it.",
    });
    flow.erratum(invited, {
      where: "step 16",
      was: "the CPM Session Invitation goes to CPM User Device 1",
      now: "the CPM Session Invitation request goes to CPM User B Device 1",
      why: "Two participants would fit, the first device of user A and that of user B. Step 10 sends the request to user B's, and step 17 answers from there.",
    });
    flow.erratum(answered, {
      where: "step 17",
      was: "SIP/IP core B",
      now: "SIP/IP Core B",
      why: "Written with a capital everywhere else.",
    });
    flow.erratum(replaced, {
      where: "steps 24-25",
      was: "notifies, without the name of what is sent",
      now: "CPM Session Replaced Notification",
      why: "Only its response is named, in steps 26-27.",
    });
    flow.erratum(release, {
      where: "steps 28-29",
      was: "CPU User A Device 1",
      now: "CPM User A Device 1",
      why: "A misspelt name.",
    });
    flow.erratum(released, {
      where: "steps 32-33",
      was: "nobody is named who receives",
      now: "through SIP/IP Core A to CPM Conversation Server A",
      why: "The signalling path is that of steps 10-16 with the first device at its beginning; its first two hops end at server A, which forwards in steps 34-38.",
    });
    flow.erratum(confirmed, {
      where: "step 39",
      was: "CPM Conversation Server B confirms",
      now: "CPM User B Device 1 confirms",
      why: "The five hops of steps 34-38 end at user B's device, and steps 39-45 are the seven hops of the whole path back. From server B, steps 34-36 and 39-43 would do. Nor does that server have media to discard: by step 15 it is out of the media path.",
    });
  },
);
