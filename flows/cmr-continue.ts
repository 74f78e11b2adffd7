import { as, defineFlow, item, operation, path, resource, text, ue } from "callflow";
import { sip } from "callflow/sip";

export default defineFlow(
  {
    id: "cmr-continue",
    title: "Continue Flow",
    figure: { label: "X", caption: "CMRBT Continue Flow" },
    source: { document: "OMA CMR Technical Specification", clause: "X.1.1" },
    numbering: { sign: "-", end: "" },
    modes: [
      { name: "Application Server mode", covered: true },
      { name: "Gateway mode", covered: true },
      { name: "HTTP mode", covered: false },
    ],
    participants: {
      clientA: ue("CMR Client-A"),
      server: as("CMR Server"),
      resources: resource("CMR Resource Server"),
      clientB: ue("CMR Client-B"),
    },
  },
  ({ clientA, server, resources, clientB }, flow) => {
    const toResources = path(server, resources);

    // The calling party hears the CMR resource: its offer has been answered, reliably, with the description of the Resource Server,
    // so that no offer is outstanding and UPDATE is allowed (RFC 3311 §5.1). The called party is alerted.
    const call = flow.session(["audio", "video"]);
    const speech = call.media("audio");
    const extra = call.mediaExcept(speech);
    const mixed = flow.parameter(speech);
    const legA = flow.given.pending(path(clientA, server), sip.invite({ session: call, offer: [speech.at(clientA)] }), {
      early: { status: 183, answer: [speech.at(resources, "sendonly")], reliable: true },
    });
    const legB = flow.given.pending(path(server, clientB), sip.invite({ session: call, offer: [speech.at(clientA)] }), {
      early: { status: 180 },
    });

    const answerB = legB.reply(200, {
      as: "200 OK (INVITE)",
      answer: [speech.at(clientB)],
      text: text`The user of ${clientB}, who is the called party, takes the call, and ${clientB} answers the INVITE of the ${server} with 200 OK.`,
    });
    const ackToB = answerB.ack();

    const allocate = flow.request(toResources, operation("allocate conference resource", { allocates: call.media() }), {
      using: [answerB],
      text: text`The ${server} instructs the ${resources} to allocate a conference resource, in which the CMR resource and the regular session can be mixed.`,
    });
    const allocated = allocate.reply("conference resource allocated", {
      show: "hidden",
      carries: { address: item("the IP address and ports of the CMR Resource Server", "conference") },
    });
    const { address } = allocated.items;

    const reinvite = flow.request(path(server, clientB), sip.reinvite(call, { offer: [speech.at(resources)] }), {
      using: [allocated],
      carries: { address },
      text: text`The ${server} sends a re-INVITE to ${clientB}. Its SDP offer takes up the regular session media that ${clientA} offered last, to be sent to and received from ${address}.`,
    });
    const reanswered = reinvite.reply(200, {
      as: "200 OK (re-INVITE)",
      answer: [speech.at(clientB)],
      text: text`${clientB} accepts the re-INVITE with 200 OK, which brings its SDP answer to the ${server}.`,
    });

    // Leg A waits for the final answer to its INVITE, so that a new offer there must go by UPDATE. It keeps the media lines of that leg
    // and adds the new ones at the end.
    const update = flow.request(
      path(server, clientA),
      sip.update(call, { offer: [speech.at(resources), extra.at(resources, "sendonly")] }),
      {
        using: [reanswered, allocated],
        carries: { address },
        text: text`The ${server} sends UPDATE to ${clientA}. Its SDP offer has the regular session media of the last SDP answer of ${clientB}, and the media components of the CMR resource which that answer does not have. ${clientA} is to exchange the mixed stream with ${address}.`,
      },
    );
    const updated = update.reply(200, {
      as: "200 OK (UPDATE)",
      answer: [speech.at(clientA), extra.at(clientA, "recvonly")],
      text: text`${clientA} accepts the UPDATE with 200 OK, which brings its SDP answer to the ${server}.`,
    });

    const answerA = legA.reply(200, {
      as: "200 OK (INVITE)",
      using: [updated],
      text: text`The ${server} now answers the INVITE of ${clientA} with 200 OK, its final response.`,
    });
    const ackA = answerA.ack();

    const ackB = reanswered.ack({
      using: [ackA],
      text: text`The ${server} sends ACK to ${clientB}: it acknowledges the 200 OK with which ${clientB} accepted the re-INVITE.`,
    });
    flow.departs(ackB, {
      from: "RFC 3261 §13.2.2.4",
      reason:
        "The ACK of the re-INVITE is held back until the calling party has acknowledged. Until then the called party repeats its 200 OK, from 0.5 s on, and after 32 s it gives the session up.",
    });

    const start = flow.request(
      toResources,
      operation("start mixing", {
        connects: [
          { media: speech, from: clientA, to: clientB },
          { media: speech, from: clientB, to: clientA },
          { media: call.media(), from: resources, to: clientA },
        ],
      }),
      {
        using: [ackA, allocated],
        text: text`The ${server} instructs the ${resources} to start mixing: ${clientA} gets the CMR resource mixed with the regular session media, ${clientB} the regular session media alone.`,
      },
    );
    start.reply("mixing started", { show: "hidden" });

    // Clause 6.1.2.4 leaves the choice to the operator and the subscriber. Where the CMR resource is stopped nothing is mixed: the two talk
    // straight to each other, which leg A learns by UPDATE, as its INVITE is still unanswered.
    flow.variant("stop", "the CMR resource is to be stopped", (variant) => {
      variant.set(mixed, call.mediaExcept(call.media()));
      variant.omit(allocate, reinvite, update, legA, start);
      variant.after(ackToB, () => {
        const stop = flow.request(toResources, operation("stop playing"), {
          using: [answerB],
          text: text`The ${server} instructs the ${resources} to stop playing the CMR resource.`,
        });
        const stopped = stop.reply("playing stopped", { show: "hidden" });
        const straight = flow.request(path(server, clientA), sip.update(call, { offer: [speech.at(clientB)] }), {
          using: [answerB, stopped],
          text: text`The ${server} sends UPDATE to ${clientA}, with the regular session media of the SDP answer of ${clientB}.`,
        });
        const agreed = straight.reply(200, { as: "200 OK (UPDATE)", answer: [speech.at(clientA)] });
        const answered = legA.reply(200, { as: "200 OK (INVITE)", using: [agreed] });
        answered.ack();
      });
      variant.expect.media(speech, [clientA, clientB]);
    });

    flow.expect.media(mixed, [clientA, clientB], { through: [resources] });

    flow.erratum("flow", {
      where: "heading",
      was: "5, under 5 of Appendix X",
      now: "X.1.1",
      why: "The automatic numbering was lost in the conversion.",
    });
    flow.erratum("flow", {
      where: "Change 2",
      was: "list items and headings without text, 7.1.2.4 and 7.1.2.4.1 among them",
      now: "left out",
      why: "They are what a conversion has left of deleted text.",
    });
    flow.erratum("flow", {
      where: "clause 6.1.2.4",
      was: "5, for the CMR Server Procedure and for the CMR Client Procedure",
      now: "6.1.2.4.1 and 6.1.2.4.2",
      why: "The automatic numbering was lost in the conversion.",
    });
    flow.erratum(answerB, {
      where: "step 1",
      was: "the Called Party and CMR Client-B for one and the same; clause 6.1.2.4 has only Called Party and Calling Party",
      now: "CMR Client-B, whose user is the called party",
      why: "Nothing says which name stands for which participant.",
    });
    flow.erratum(allocate, {
      where: "step 3",
      was: "no answer",
      now: "answered, without a number of its own",
      why: "Steps 4 and 6 need its result, the address and the ports.",
    });
    flow.erratum(allocate, {
      where: "clause 6.1.2.4",
      was: "CMR Resource server",
      now: "CMR Resource Server",
      why: "Written with a capital everywhere else.",
    });
    flow.erratum(reanswered, {
      where: "clause 6.1.2.4",
      was: "no ACK for the re-INVITE in the list of what the CMR Server does",
      now: "acknowledged by the CMR Server",
      why: "Every 200 OK for an INVITE is acknowledged (RFC 3261 §13.2.2.4), and the flow has the ACK in step 10.",
    });
    flow.erratum(ackB, {
      where: "step 10",
      was: "forwards the SIP ACK",
      now: "sends ACK for the re-INVITE of steps 4 and 5",
      why: "The ACK of step 9 belongs to the INVITE of CMR Client-A. CMR Client-B has had the ACK of its own INVITE in step 2; what it still waits for is that of the re-INVITE.",
    });
    flow.erratum(start, {
      where: "step 11",
      was: "no answer",
      now: "answered, without a number of its own",
      why: "Nobody would know whether the mixing began.",
    });
  },
);
