import { as, database, defineFlow, group, hidden, item, operation, path, proxy, received, server, steps, text, ue } from "callflow";
import { sip } from "callflow/sip";
import { expect, test } from "vitest";

// The compiler is the judge here: `npm run types` fails when a line below it compiles that must not, or the other way round.
// The flows are also built, so that what compiles also runs.

test("what a SIP flow may and may not say", () => {
  const participants = { ue1: ue("UE-1"), cscf: proxy("CSCF"), mmsc: as("MMSC AS"), ue2: ue("UE-2") };
  const flow = defineFlow(
    { id: "mmsc", title: "t", figure: { label: "1", caption: "c" }, source: { document: "d", clause: "1" }, participants },
    ({ ue1, cscf, mmsc, ue2 }, flow) => {
      const up = path(ue1, cscf, mmsc);
      const down = path(mmsc, cscf, ue1);
      const to2 = path(mmsc, cscf, ue2);
      const call = flow.given.session([up], { media: ["audio", "video"] });
      const anchored = flow.condition([ue1, mmsc], "a session anchored at the MMSC AS", { holds: call });
      const decide = flow.action(ue1, "decides");
      const refer = flow.request(up, sip.refer({ target: ue2 }), { using: [decide] });
      const taken = refer.reply(202);
      const trying = flow.request(down, sip.notify(refer), { using: [refer] });
      flow.paragraph([trying, trying.reply(200)]);
      const invite = flow.request(to2, sip.invite({ session: call }), { text: text`the ${mmsc} invites ${ue2}, see ${refer}` });
      const ok = invite.reply(200);
      const asked = flow.exchange([ue1, mmsc], "asks", () => void flow.request(up, sip.options()).reply(200));
      ok.ack({ show: "hidden", using: [asked], text: text`the ${mmsc} acknowledges` });
      flow.paragraph(invite.hop(1));
      flow.paragraph(invite.hops(2, 2));
      flow.note("flow", text`seen from the terminal, ${steps(refer, taken, ok)} are as usual`);
      flow.action(cscf, "counts", { using: [invite] });
      flow.request(up, sip.bye(call)).reply(200);

      // @ts-expect-error a participant that is not declared
      const forgotten = () => flow.action(nobody, "x");
      // @ts-expect-error a message to oneself
      const toOneself = () => path(ue1, cscf, ue1);
      // @ts-expect-error a message to oneself on its way
      const toOneselfOnTheWay = () => path(ue1, cscf, cscf, mmsc);
      const through = hidden(cscf);
      // @ts-expect-error hidden or not
      const toOneselfHidden = () => path(ue1, cscf, through, mmsc);
      // @ts-expect-error a path of one
      const nowhere = () => path(ue1);
      // @ts-expect-error a condition is no request
      const answerToCondition = () => anchored.reply(200);
      // @ts-expect-error a reply is no request
      const answerToReply = () => taken.reply(200);
      // @ts-expect-error REFER has no provisional answer
      const ringing = () => refer.reply(180);
      // @ts-expect-error BYE has no 202
      const acceptedBye = () => flow.request(up, sip.bye(call)).reply(202);
      // @ts-expect-error 799 is no status
      const noStatus = () => invite.reply(799);
      // @ts-expect-error 100 goes hop by hop: trying()
      const tryingEndToEnd = () => invite.reply(100);
      // @ts-expect-error a reply has no path of its own: neither direction nor way can be written
      const otherWay = () => refer.reply(202, { along: to2 });
      // @ts-expect-error UE-2 never heard of the REFER
      const unheard = () => flow.action(ue2, "x", { using: [refer] });
      // @ts-expect-error the MMSC AS did not decide
      const notItsDecision = () => flow.request(to2, sip.invite(), { using: [decide] });
      // @ts-expect-error a NOTIFY belongs to a REFER or a SUBSCRIBE
      const notifyOfInvite = () => sip.notify(invite);
      // @ts-expect-error a provisional answer is not acknowledged by ACK
      const ackOfRinging = () => invite.reply(180).ack();
      // @ts-expect-error only an answer to INVITE is acknowledged
      const ackOfAccepted = () => taken.ack();
      // @ts-expect-error a condition is not acknowledged
      const ackOfCondition = () => anchored.ack();
      // @ts-expect-error the MMSC AS does not know what UE-1 has decided
      const ackOfUnknown = () => ok.ack({ using: [decide] });
      // @ts-expect-error UE-2 took no part in the exchange
      const outsider = () => flow.action(ue2, "x", { using: [asked] });
      // @ts-expect-error an answer's offer and answer are lines of media, not media
      const noLine = () => invite.reply(200, { answer: [call.media()] });
      // @ts-expect-error the session has audio and video
      const noComponent = () => call.media("vidoe");
      // @ts-expect-error the session has audio
      const noVideo = () => flow.session(["audio"]).media("video");
      // @ts-expect-error hops have numbers
      const noHop = () => invite.hop("first");
      // @ts-expect-error UE-2 is not on the path
      const strayTrying = () => refer.trying(ue2);
      // @ts-expect-error UE-2 is not on the path
      const strayUntil = () => flow.request(up, sip.message(), { until: ue2 });
      try {
        // @ts-expect-error later than here; it does not run either
        // biome-ignore lint/correctness/noInvalidUseBeforeDeclaration: that is what is tried here.
        flow.note("flow", text`see ${later}`);
      } catch (wrong) {
        expect(wrong).toBeInstanceOf(ReferenceError);
      }
      const later = flow.action(mmsc, "later");
      void [forgotten, toOneself, answerToCondition, answerToReply, ringing, acceptedBye, noStatus, tryingEndToEnd, otherWay, unheard];
      void [notItsDecision, notifyOfInvite, ackOfRinging, ackOfAccepted, ackOfCondition, strayTrying, strayUntil];
      void [noComponent, noVideo, toOneselfOnTheWay, toOneselfHidden, nowhere, ackOfUnknown, outsider, noLine, noHop];
    },
  );
  expect(flow.steps.length).toBe(21);
});

test("who may quote what", () => {
  const participants = {
    ua: ue("signalling user agent"),
    partner: group("Partner MC system", { core: proxy("SIP core"), own: server("migration management server"), hop: proxy("IMS") }),
    primary: group("Primary MC system", { inner: group("inner", { home: database("database") }) }),
  };
  const flow = defineFlow(
    { id: "mcx", title: "t", figure: { label: "1", caption: "c" }, source: { document: "d", clause: "1" }, participants },
    ({ ua, core, own, hop, home }, flow) => {
      const bound = flow.precondition("the mapping of identities is configured");
      const mapping = flow.given.known([own], "the mapping");
      const register = flow.request(path(ua, core), sip.register(), { carries: { ids: item("the identities") } });
      const ask = flow.request(path(core, own), operation("get information request"), {
        carries: { ids: register.items.ids },
        text: text`asks, with ${register.items.ids} ${received(register.items.ids)}`,
      });
      const map = flow.action(own, text`maps ${ask.items.ids} (see ${bound})`, {
        using: [ask, mapping],
        makes: { primary: item("the primary identities") },
      });
      const away = flow.request(path(own, hidden(hop), home), operation("get information request"), {
        using: [map],
        carries: { ids: map.items.primary },
      });
      const vectors = away.reply("get information response", { carries: { av: item("the vectors") } });
      const answer = ask.reply("get information response", { carries: { av: vectors.items.av } });
      register.reply(401, { text: text`challenges, from ${answer.items.av} ${received(answer.items.av)}` });

      // @ts-expect-error the SIP core never received the reply that reached the migration management server
      const stranger = () => register.reply(401, { text: text`from the vectors ${received(vectors.items.av)}` });
      // @ts-expect-error the user agent does not know the vectors
      const leak = () => flow.request(path(ua, core), sip.register(), { carries: { av: vectors.items.av } });
      // @ts-expect-error nobody sent the user agent the mapping
      const unseen = () => flow.action(ua, "x", { using: [mapping] });
      // @ts-expect-error the database has not made the primary identities
      const notMade = () => flow.action(ua, text`uses ${map.items.primary}`);
      // @ts-expect-error the database does not know the mapping it is to pass on
      const passedOn = () => away.reply("get information response", { carries: { mapping } });
      // @ts-expect-error what is configured was received by nobody
      const configured = () => received(mapping);
      // @ts-expect-error what was made was received by nobody
      const notReceived = () => received(map.items.primary);
      // @ts-expect-error a SIP status answers no abstract request
      const statusToOperation = () => ask.reply(200);
      void [stranger, leak, unseen, notMade, notReceived, statusToOperation, passedOn, configured];
    },
  );
  expect(flow.steps.map((step) => [step.from, step.to])).toEqual([
    ["ua", "core"],
    ["core", "own"],
    ["own", "own"],
    ["own", "home"],
    ["home", "own"],
    ["own", "core"],
    ["core", "ua"],
  ]);
});
