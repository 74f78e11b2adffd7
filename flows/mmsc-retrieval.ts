import { as, defineFlow, path, proxy, reverse, text, ue } from "callflow";
import { sip } from "callflow/sip";

// The relays are those of mmsc-transfer, found the same way: two on each UE's side, one towards the remote end.
export default defineFlow(
  {
    id: "mmsc-retrieval",
    title: "Retrieve media components from one UE to another UE",
    figure: { label: "X", caption: "UE-2 retrieves media components from UE-1" },
    source: { document: "3GPP TR 23.893", clause: "6.X.2" },
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
    const fromUe2 = path(ue2, pcscf2, scscf, mmsc);
    const toUe2 = reverse(fromUe2);
    const toRemote = path(mmsc, scscf, remote);

    const call = flow.given.session([fromUe1, toRemote], { media: ["audio", "video"] });
    const moved = flow.parameter(call.media("video"));
    const kept = call.mediaExcept(moved);

    flow.condition(
      [ue1, mmsc, remote],
      text`${ue1} has a multimedia session with the ${remote}, anchored at the ${mmsc} for session continuity`,
      { holds: call },
    );
    // A subscription that ends with its first NOTIFY: UE-2 wants to know once (RFC 6665 §4.4.3).
    const learnt = flow.exchange(
      [ue2, mmsc],
      text`learns from the ${mmsc} what session ${ue1} has, for example by a subscription to the dialog event package of ${ue1}`,
      () => {
        const subscribe = flow.request(fromUe2, sip.subscribe({ target: ue1 }));
        subscribe.reply(200);
        flow.request(toUe2, sip.notify(subscribe, { state: "terminated" }), { using: [subscribe] }).reply(200);
      },
    );
    const decision = flow.action(ue2, text`chooses which media components of ${ue1} it takes over`, { using: [learnt] });

    const invite = flow.request(fromUe2, sip.invite({ session: call, offer: [moved.at(ue2)] }), {
      using: [decision],
      text: text`${ue2} sends INVITE to the ${mmsc} via ${pcscf2} and ${scscf}. Its session transfer (ST) information says that this session serves to retrieve media components from ${ue1}.`,
    });
    const answer = invite.reply(200, { answer: [moved.at(remote)] });
    const acknowledged = answer.ack();
    const established = flow.paragraph(
      [answer, acknowledged],
      text`The ${mmsc} answers with 200 OK and ${ue2} acknowledges: the session between them is established.`,
    );

    const updateUe1 = flow.request(toUe1, sip.reinvite(call, { as: "Re-INVITE", offer: [kept.at(remote), moved.removed()] }), {
      using: [acknowledged],
    });
    const updatedUe1 = updateUe1.reply(200, { answer: [kept.at(ue1), moved.removed()] });
    const updatesUe1 = flow.paragraph(
      [updateUe1, updatedUe1, updatedUe1.ack()],
      text`The ${mmsc} sends Re-INVITE to ${ue1} via ${scscf} and ${pcscf1} to update the session between the two, ${ue1} answers with 200 OK and the ${mmsc} acknowledges.`,
    );
    flow.note(
      updatesUe1,
      text`Where all media components are retrieved from ${ue1}, ${updatesUe1} do not take place. Once the ${mmsc} has updated the session with the ${remote}, it releases the session with ${ue1} by sending BYE.`,
    );

    const updateRemote = flow.request(toRemote, sip.reinvite(call, { as: "Re-INVITE", offer: [kept.at(ue1), moved.at(ue2)] }), {
      using: [acknowledged],
    });
    const updatedRemote = updateRemote.reply(200, { answer: [kept.at(remote), moved.at(remote)] });
    const updatesRemote = updatedRemote.ack();
    flow.paragraph(
      [updateRemote, updatedRemote, updatesRemote],
      text`The ${mmsc} sends Re-INVITE to the ${remote} via ${scscf} to update the session between the two, the ${remote} answers with 200 OK and the ${mmsc} acknowledges.`,
    );

    flow.variant("all-media", "all media components are retrieved", (variant) => {
      variant.set(moved, call.media());
      variant.omit(updatesUe1);
      // No REFER, hence no NOTIFY: the BYE is the first that UE-1 hears of it.
      variant.after(updatesRemote, () => {
        const bye = flow.request(toUe1, sip.bye(call), {
          using: [updatedRemote],
          text: text`The ${mmsc} sends BYE to ${ue1} via ${scscf} and ${pcscf1} to release the session.`,
        });
        bye.reply(200, { text: text`${ue1} confirms with 200 OK.` });
      });
      variant.expect.released(call, ue1);
    });

    flow.expect.media(moved, [ue2, remote]);
    flow.expect.media(kept, [ue1, remote]);

    flow.erratum("flow", {
      where: "caption",
      was: "Figure X, as that of the transfer",
      now: "Figure 6.X.2-1 in a document that has both",
      why: "Two figures of one document cannot be told apart by the same label; 3GPP TR 21.801 numbers them by their clause.",
    });
    flow.erratum(learnt, {
      where: "step 2",
      was: "an exchange of several messages in one number, where every other exchange is counted hop by hop",
      now: "SUBSCRIBE and NOTIFY executed hop by hop within that number",
      why: "The number is kept, so that the others stay what they are.",
    });
    flow.erratum(invite, {
      where: "steps 4~6 and every other range",
      was: "only the ends are named",
      now: "P-CSCF-1, P-CSCF-2 and S-CSCF in between",
      why: "Three numbers for one message are three hops, on either UE's side; two numbers are two hops, towards the remote end point.",
    });
    flow.erratum(invite, {
      where: "steps 4~6",
      was: "ST information",
      now: "session transfer (ST) information",
      why: "The abbreviation is never expanded.",
    });
    flow.erratum(established, {
      where: "steps 7~12",
      was: "session established, by no message named",
      now: "200 OK and ACK",
      why: "An INVITE is open, and three hops of its answer and three of the ACK make six numbers.",
    });
    flow.erratum(updatesUe1, {
      where: "steps 13~21 and 22~27",
      was: "a Re-INVITE alone",
      now: "Re-INVITE, 200 OK and ACK",
      why: "The numbers are those of three messages.",
    });
    flow.erratum(updatesUe1, {
      where: "NOTE",
      was: "transferred from UE-1 to UE-2",
      now: "retrieved from UE-1",
      why: "Copied from clause 6.X.1: here UE-2 retrieves.",
    });
    flow.erratum(updatesUe1, {
      where: "NOTE",
      was: "Step 13~21",
      now: "steps 13~21",
      why: "They are nine.",
    });
    flow.erratum("flow", {
      where: "NOTE",
      was: "a BYE without a number, and without an answer",
      now: "BYE and 200 OK as steps 27a~27f of the variant all-media",
      why: "The main numbers stay, as the NOTE cites them, and what is added has letters.",
    });
  },
);
