import { as, defineFlow, path, proxy, reverse, text, ue } from "callflow";
import { sip } from "callflow/sip";

// The source names only the ends of each message; the length of its ranges gives two relays on each UE's side and one towards the
// remote end. One S-CSCF serves both UEs, since both belong to the same user and the session is anchored for that user.
export default defineFlow(
  {
    id: "mmsc-transfer",
    title: "Transfer media components from one UE to another UE",
    figure: { label: "X", caption: "UE-1 transfers media components to UE-2" },
    source: { document: "3GPP TR 23.893", clause: "6.X.1" },
    numbering: { sign: "~" },
    participants: {
      ue1: ue("UE-1"),
      pcscf1: proxy("P-CSCF-1"),
      ue2: ue("UE-2"),
      pcscf2: proxy("P-CSCF-2"),
      scscf: proxy("S-CSCF"),
      mmsc: as("MMSC AS"),
      remote: ue("remote end point"),
    },
  },
  ({ ue1, pcscf1, ue2, pcscf2, scscf, mmsc, remote }, flow) => {
    const fromUe1 = path(ue1, pcscf1, scscf, mmsc);
    const toUe1 = reverse(fromUe1);
    const toUe2 = path(mmsc, scscf, pcscf2, ue2);
    const toRemote = path(mmsc, scscf, remote);

    const call = flow.given.session([fromUe1, toRemote], { media: ["audio", "video"] });
    const moved = flow.parameter(call.media("video"));
    const kept = call.mediaExcept(moved);

    flow.condition(
      [ue1, mmsc, remote],
      text`${ue1} has a multimedia session with the ${remote}, anchored at the ${mmsc} for session continuity`,
      { holds: call },
    );
    const decision = flow.action(ue1, text`decides which of its media components move to ${ue2}`);

    const refer = flow.request(fromUe1, sip.refer({ target: ue2, session: call }), {
      using: [decision],
      text: text`${ue1} sends REFER to the ${mmsc} via ${pcscf1} and ${scscf}. Its session transfer (ST) information tells the ${mmsc} which media components to move to ${ue2}.`,
    });
    const accepted = refer.reply(202, { text: text`The ${mmsc} accepts the REFER request with 202 Accepted.` });

    const trying = flow.request(toUe1, sip.notify(refer, { fragment: 100 }), { using: [refer] });
    const notified = flow.paragraph(
      [trying, trying.reply(200)],
      text`The ${mmsc} sends NOTIFY to ${ue1}, to say that it is at work on the REFER request, and ${ue1} answers with 200 OK.`,
    );

    const invite = flow.request(toUe2, sip.invite({ session: call, offer: [moved.at(remote)] }), {
      using: [refer],
      text: text`Following the ST information, the ${mmsc} sends INVITE to ${ue2} via ${scscf} and ${pcscf2}, to set up a session for the media components that move.`,
    });
    const answer = invite.reply(200, { answer: [moved.at(ue2)] });
    const established = flow.paragraph(
      [answer, answer.ack()],
      text`${ue2} answers with 200 OK and the ${mmsc} acknowledges: the session between them is established.`,
    );

    const updateUe1 = flow.request(toUe1, sip.reinvite(call, { as: "Re-INVITE", offer: [kept.at(remote), moved.removed()] }), {
      using: [answer],
    });
    const updatedUe1 = updateUe1.reply(200, { answer: [kept.at(ue1), moved.removed()] });
    const updatesUe1 = flow.paragraph(
      [updateUe1, updatedUe1, updatedUe1.ack()],
      text`The ${mmsc} sends Re-INVITE to ${ue1} to update the session between the two, ${ue1} answers with 200 OK and the ${mmsc} acknowledges.`,
    );

    const updateRemote = flow.request(toRemote, sip.reinvite(call, { as: "Re-INVITE", offer: [kept.at(ue1), moved.at(ue2)] }), {
      using: [answer],
    });
    const updatedRemote = updateRemote.reply(200, { answer: [kept.at(remote), moved.at(remote)] });
    flow.paragraph(
      [updateRemote, updatedRemote, updatedRemote.ack()],
      text`The ${mmsc} sends Re-INVITE to the ${remote} via ${scscf} to update the session between the two, the ${remote} answers with 200 OK and the ${mmsc} acknowledges.`,
    );

    const done = flow.request(toUe1, sip.notify(refer, { state: "terminated", fragment: 200 }), { using: [refer, updatedRemote] });
    const confirmed = done.reply(200);
    flow.paragraph(
      [done, confirmed],
      text`The ${mmsc} sends NOTIFY to ${ue1}, to say that the transfer is complete, and ${ue1} answers with 200 OK.`,
    );

    flow.note(
      "flow",
      text`Where all media components move from ${ue1} to ${ue2}, ${updatesUe1} do not take place. Once the ${mmsc} has updated the session with the ${remote} and has told ${ue1} that the transfer is complete, it releases the session with ${ue1} by sending BYE.`,
    );
    flow.variant("all-media", "all media components are transferred", (variant) => {
      variant.set(moved, call.media());
      variant.omit(updatesUe1);
      variant.after(confirmed, () => {
        const bye = flow.request(toUe1, sip.bye(call), {
          using: [done, updatedRemote],
          text: text`The ${mmsc} sends BYE to ${ue1} to release the session.`,
        });
        bye.reply(200, { text: text`${ue1} confirms with 200 OK.` });
      });
      variant.expect.released(call, ue1);
    });

    flow.expect.media(moved, [ue2, remote]);
    flow.expect.media(kept, [ue1, remote]);

    flow.erratum("flow", {
      where: "caption",
      was: "Figure X, as that of the retrieval",
      now: "Figure 6.X.1-1 in a document that has both",
      why: "Two figures of one document cannot be told apart by the same label; 3GPP TR 21.801 numbers them by their clause.",
    });
    flow.erratum(refer, {
      where: "steps 3~5 and every other range",
      was: "only the ends are named",
      now: "P-CSCF-1, P-CSCF-2 and S-CSCF in between",
      why: "Three numbers for one message are three hops, on either UE's side; two numbers are two hops, towards the remote end point.",
    });
    flow.erratum(refer, {
      where: "steps 3~5",
      was: "ST information",
      now: "session transfer (ST) information",
      why: "The abbreviation is never expanded.",
    });
    flow.erratum(accepted, {
      where: "steps 6~8",
      was: "acknowledges, by no response named",
      now: "202 Accepted",
      why: "It is the response of RFC 3515 to a REFER that is taken up.",
    });
    flow.erratum(notified, {
      where: "steps 9~14 and 39~44",
      was: "a notification alone",
      now: "NOTIFY and 200 OK",
      why: "The numbers are those of two messages.",
    });
    flow.erratum(established, {
      where: "steps 18~23",
      was: "session established, by no message named",
      now: "200 OK and ACK",
      why: "An INVITE is open, and three hops of its answer and three of the ACK make six numbers.",
    });
    flow.erratum(updatesUe1, {
      where: "steps 24~32 and 33~38",
      was: "a Re-INVITE alone",
      now: "Re-INVITE, 200 OK and ACK",
      why: "The numbers are those of three messages.",
    });
    flow.erratum(updatesUe1, {
      where: "NOTE",
      was: "Step 24~32",
      now: "steps 24~32",
      why: "They are nine.",
    });
    flow.erratum("flow", {
      where: "NOTE",
      was: "a BYE without a number, and without an answer",
      now: "BYE and 200 OK as steps 44a~44f of the variant all-media",
      why: "The main numbers stay, as the NOTE cites them, and what is added has letters.",
    });
  },
);
