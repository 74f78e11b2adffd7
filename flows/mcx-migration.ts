import {
  database,
  defineFlow,
  group,
  hidden,
  item,
  network,
  operation,
  path,
  received,
  registrar,
  server,
  steps,
  text,
  thisFigure,
  ue,
} from "callflow";
import { sip } from "callflow/sip";

const PARTNER = "in the partner MC system";
const PRIMARY = "in the primary MC system";

export default defineFlow(
  {
    id: "mcx-migration",
    title: "Signalling plane registration for the MC service UE between the primary and the partner MC systems",
    figure: { label: "10.1.6.2-1", caption: "MC service UE signalling plane registration in a partner MC system" },
    source: { document: "3GPP TS 23.280", clause: "10.1.6.2" },
    participants: {
      mcUe: group("MC service UE", { agent: ue("signalling user agent", { head: "Signalling user agent" }) }),
      partner: group("Partner MC system", {
        core: registrar(`SIP core ${PARTNER}`, { head: "SIP core" }),
        partnerServer: server(`migration management server ${PARTNER}`, { head: "Migration management server" }),
      }),
      primary: group("Primary MC system", {
        primaryServer: server(`migration management server ${PRIMARY}`, { head: "Migration management server" }),
        primaryCore: network(`SIP core / IMS ${PRIMARY}`, { head: "SIP core / IMS" }),
        subscribers: database(`SIP database ${PRIMARY}`, { head: "SIP database" }),
      }),
    },
  },
  ({ agent, core, partnerServer, primaryServer, primaryCore, subscribers }, flow) => {
    // The partner SIP core is the registrar for the user agent and a mere relay between the two migration management servers.
    const register = path(agent, core);
    const ask = path(core, partnerServer);
    const askPrimary = path(partnerServer, hidden(core), hidden(primaryCore), primaryServer);
    const askDatabase = path(primaryServer, hidden(primaryCore), subscribers);

    flow.introduction(
      "When an MC service UE connects to a partner MC system for one or several MC services, it registers there as follows.",
    );
    flow.precondition(
      "The MC service UE has obtained the migration connectivity information of the partner MC system (see subclause 10.1.6.1).",
    );
    flow.precondition("The MC service UE has bearers to the PDN or PDNs of the partner MC system.");
    flow.precondition(
      "The configuration management client can securely reach the configuration management server of the primary MC system.",
    );
    const configured = flow.precondition(
      text`The mapping from partner to primary MC system SIP identities and back, and the identifier of the ${primaryServer}, have been configured in the ${partnerServer}.`,
    );

    const partnerIdentities = flow.given.known([agent], "the partner MC system SIP identities", { identities: agent, at: core });
    const primaryIdentities = flow.given.known([agent, subscribers], "the primary MC system SIP identities", {
      identities: agent,
      at: primaryCore,
    });
    const isim = flow.given.known([agent], "the IMS-AKA data in the ISIM");
    const mapping = flow.given.known([partnerServer], "the mapping of SIP identities", { maps: [partnerIdentities, primaryIdentities] });
    const subscription = flow.given.known([subscribers], "the key and the sequence number of the MC service user");

    const registration = flow.request(register, sip.register({ as: "SIP registration request" }), {
      carries: { identities: partnerIdentities },
    });
    flow.note(
      registration,
      text`To register with the primary MC system, the ${agent} would use the default private and public user identities of the ISIM of the MC service UE; here it uses the partner MC system SIP identities in their place.`,
    );
    const asked = flow.request(ask, operation("get SIP authentication information request"), {
      using: [registration],
      carries: { identities: registration.items.identities },
    });
    const mapped = flow.action(partnerServer, "maps the partner to the primary MC system SIP identities", {
      using: [asked, mapping],
      makes: { server: item("the identifier of the primary migration management server"), identities: primaryIdentities },
    });
    flow.paragraph(
      mapped,
      text`The ${partnerServer} recognises ${asked.items.identities} by the mapping it is configured with (see ${configured}). It finds there the primary MC system SIP identities and the identifier of the migration management server which the MC service user has in the primary MC system.`,
    );
    const askedPrimary = flow.request(askPrimary, operation("get SIP authentication information request"), {
      using: [mapped.items.server],
      carries: { identities: mapped.items.identities },
    });
    flow.note(
      askedPrimary,
      text`On its way, the message of ${askedPrimary} passes the ${core} and the ${primaryCore}, which ${thisFigure} leaves out for brevity.`,
    );
    const { identities: identitiesForPrimary } = askedPrimary.items;
    const askedDatabase = flow.request(askDatabase, operation("get SIP authentication information request"), {
      using: [askedPrimary],
      carries: { identities: identitiesForPrimary },
      text: text`Through the ${primaryCore}, the ${primaryServer} sends a get SIP authentication information request to the ${subscribers}, with ${identitiesForPrimary} ${received(identitiesForPrimary)}.`,
    });
    const found = askedDatabase.reply("get SIP authentication information response", {
      using: [subscription],
      carries: { identities: askedDatabase.items.identities, vectors: item("the authentication information") },
      text: text`The ${subscribers} recognises the MC service user by ${askedDatabase.items.identities}, and sends a get SIP authentication information response to the ${primaryServer} through the ${primaryCore}, with these identities and the authentication information that belongs to them, for example authentication vectors.`,
    });
    const answeredPrimary = askedPrimary.reply("get SIP authentication information response", {
      using: [found],
      carries: { identities: found.items.identities, vectors: found.items.vectors },
    });
    flow.note(
      answeredPrimary,
      text`On its way, the message of ${answeredPrimary} passes the ${primaryCore} and the ${core}, which ${thisFigure} leaves out for brevity.`,
    );
    const mappedBack = flow.action(partnerServer, "maps the primary to the partner MC system SIP identities", {
      using: [answeredPrimary, mapping],
      makes: { identities: partnerIdentities },
    });
    flow.paragraph(
      mappedBack,
      text`The ${partnerServer} recognises ${answeredPrimary.items.identities} by the same mapping (see ${configured}), and finds the partner MC system SIP identities that belong to them.`,
    );
    const answered = asked.reply("get SIP authentication information response", {
      using: [mappedBack],
      carries: { identities: mappedBack.items.identities, vectors: answeredPrimary.items.vectors },
    });
    const { identities, vectors } = answered.items;
    const challenge = registration.reply(401, {
      as: "SIP authentication challenge request",
      using: [answered],
      carries: { identities, challenge: item("the authentication challenge information") },
      text: text`The ${core} sends a SIP authentication challenge request to the ${agent}, with ${identities} and the authentication challenge information, which it derives from ${vectors} ${received(vectors)}.`,
    });
    const response = flow.request(register, sip.register({ as: "SIP authentication challenge response" }), {
      using: [challenge, isim],
      carries: { response: item("the challenge response information") },
      text: text`From ${challenge.items.challenge} and ${isim}, the ${agent} works out the challenge response information, and sends a SIP authentication challenge response with it to the ${core}.`,
    });
    const registered = response.reply(200, {
      as: "SIP registration response",
      using: [response, vectors],
      carries: { result: item("an indication that the authentication is successful") },
    });
    flow.note(
      registered,
      text`To the ${agent}, the messages of ${steps(registration, challenge, response, registered)} are the usual ones of a SIP registration with IMS-AKA, which 3GPP TS 23.228 [9] defines and 3GPP TS 33.180 [25] mandates for MC services.`,
    );

    flow.expect.registered(agent, core);
    flow.expect.knows(agent, registered.items.result);
    flow.expect.neverLearns(agent, vectors);
    flow.expect.neverLearns(core, primaryIdentities);
    flow.expect.neverLearns(primaryServer, partnerIdentities);
    flow.expect.neverLearns(subscribers, partnerIdentities);

    flow.erratum("flow", {
      where: "precondition a",
      was: "a)-",
      now: "a)",
      why: "The dash is a slip: no other letter has it.",
    });
    flow.erratum(registration, {
      where: "steps 1, 2 and 4 and NOTES 2 and 3",
      was: "SIP core of the partner MC system, SIP core in the partner MC system, SIP core / IMS of the partner MC system",
      now: "SIP core in the partner MC system",
      why: "One participant, three names.",
    });
    flow.erratum(asked, {
      where: "step 2",
      was: "received in step 2",
      now: "received in step 1",
      why: "A step cannot be its own source. The cover sheet says that the steps were renumbered after the first was deleted.",
    });
    flow.erratum(mapped, {
      where: "steps 3 and 8",
      was: "due to the binding created in the migration management server",
      now: "by the mapping it is configured with",
      why: "The cover sheet has removed the creation of bindings, and precondition d speaks of a configured mapping.",
    });
    flow.erratum(mapped, {
      where: "precondition d and step 3",
      was: "the identifier of the migration management server in the primary MC system is determined, from no stated source",
      now: "configured together with the mapping",
      why: "A mapping between SIP identities does not have it.",
    });
    flow.erratum(askedDatabase, {
      where: "steps 5 and 6",
      was: "a SIP database that the cover sheet says the figure does not show",
      now: "drawn, in the primary MC system, and the cover sheet says so",
      why: "Both steps still have it as an end.",
    });
    flow.erratum(answeredPrimary, {
      where: "step 7",
      was: "get SIP authentication information request",
      now: "get SIP authentication information response",
      why: "It goes back over the way of step 4 and brings the result of step 6; nothing else answers step 4.",
    });
    flow.erratum(answered, {
      where: "step 9",
      was: "the partner MC system SIP identities, from no stated source",
      now: "determined in step 8",
      why: "Step 7 brings the authentication information only; it is step 8 that finds these identities.",
    });
    flow.erratum(challenge, {
      where: "step 10",
      was: "received in step 7",
      now: "received in step 9",
      why: "Step 7 ends at the migration management server; the SIP core has the authentication information from step 9.",
    });
    flow.erratum(response, {
      where: "step 11",
      was: "determines the challenge response information to the SIP core, and sends, to nobody named",
      now: "determines it, and sends to the SIP core in the partner MC system",
      why: "The phrase that names the receiver stands with the wrong verb.",
    });
    flow.erratum(registered, {
      where: "NOTE 4",
      was: "steps 2, 11, 12 and 13",
      now: "steps 1, 10, 11 and 12",
      why: "There is no step 13, and step 2 does not touch the user agent. All four numbers are one too high: those of before the renumbering.",
    });
  },
);
