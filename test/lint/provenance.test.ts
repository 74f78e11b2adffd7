import { expect, test } from "vitest";
import { item, operation, path, received, text } from "../../src/index.ts";
import type { Flow } from "../../src/model/flow.ts";
import { broken, call, throughRelay } from "./call.ts";

/** The findings about knowledge alone. */
function unlearnt(flow: Flow): readonly string[] {
  return broken(flow)
    .filter((one) => one.startsWith("participant/require-provenance: "))
    .map((one) => one.slice(32));
}

/** The first action of a flow, acting upon something else. */
function using(flow: Flow, ...things: readonly string[]): Flow {
  return { ...flow, body: flow.body.map((one) => (one.id === "a1" && one.kind === "action" ? { ...one, using: things } : one)) };
}

test("sending, receiving, forwarding, making and being configured teach", () => {
  const flow = call((handles, flow) => {
    const { alice, relay, bob, carol } = handles;
    const given = flow.given.known([carol], "the number");
    const told = flow.send(throughRelay(handles), operation("tell"), { carries: { word: item("the password") } });
    for (const who of [alice, relay, bob]) flow.action(who, text`keeps ${told.items.word}`, { using: [told, told.items.word] });
    const made = flow.action(carol, "works it out", { using: [given], makes: { sum: item("the sum") } });
    flow.send(path(carol, alice), operation("tell the sum"), { using: [made], carries: { sum: made.items.sum, given } });
  });
  expect(unlearnt(flow)).toEqual([]);
});

test("who never learns a thing does not use it; who learns it later uses it too early", () => {
  const flow = call(({ alice, bob, carol }, flow) => {
    flow.action(carol, "listens");
    flow.send(path(alice, bob), operation("tell"));
    flow.send(path(bob, carol), operation("pass on"));
  });
  expect(unlearnt(using(flow, "m1"))).toEqual(['Unexpected use of "tell" by Carol, expected Carol to have received or made it']);
  expect(unlearnt(using(flow, "m2"))).toEqual(['Unexpected use of "pass on" by Carol, expected it after step 3, where Carol learns it']);
});

test("an item is passed on only by who has it", () => {
  const flow = call(({ alice, bob, carol }, flow) => {
    const told = flow.send(path(alice, bob), operation("tell"), { carries: { word: item("the password") } });
    flow.send(path(bob, carol), operation("pass on"), { carries: { word: told.items.word } });
  });
  expect(unlearnt(flow)).toEqual([]);
  const made = flow.messages.map((one) => (one.id === "m1" ? { ...one, carries: [] } : one));
  expect(unlearnt({ ...flow, messages: made })).toEqual([
    "Unexpected use of the password by Bob, expected Bob to have received or made it",
  ]);
});

test("prose quotes what its speaker knows by then, and what the step itself brings", () => {
  const flow = call(({ alice, bob }, flow) => {
    const told = flow.request(path(alice, bob), operation("tell"), { carries: { word: item("the password") } });
    const { word } = told.items;
    told.reply("thanks", { text: text`${bob} thanks for ${word} ${received(word)}.` });
    const thanks = flow.send(path(bob, alice), operation("thanks"), { carries: { card: item("a card") } });
    flow.paragraph(thanks, text`${bob} sends ${thanks.items.card} and keeps ${word}.`);
  });
  expect(unlearnt(flow)).toEqual([]);
  const early = flow.paragraphs.map((one, at) => (at === 0 ? { ...one, text: [{ kind: "item", item: "i2" } as const] } : one));
  expect(unlearnt({ ...flow, paragraphs: early })).toEqual([
    "Unexpected use of a card by Alice, Bob, expected it after step 3, where Alice, Bob learns it",
  ]);
});

test("what one operand brings is not there in another, but after both", () => {
  for (const operator of ["alt", "par"] as const) {
    const flow = call(({ alice, bob }, flow) => {
      const tell = () => void flow.send(path(alice, bob), operation("tell"));
      const act = () => void flow.action(bob, "acts");
      if (operator === "alt") flow.alt(["he hears", tell], ["he does not", act]);
      else flow.par(tell, act);
      flow.action(bob, "acts again");
    });
    const acting = (id: string, body: Flow["body"]): Flow["body"] =>
      body.map((one) => {
        if (one.kind === "fragment")
          return { ...one, operands: one.operands.map((operand) => ({ ...operand, body: acting(id, operand.body) })) };
        return one.id === id && one.kind === "action" ? { ...one, using: ["m1"] } : one;
      });
    expect(unlearnt({ ...flow, body: acting("a2", flow.body) })).toEqual([]);
    expect(unlearnt({ ...flow, body: acting("a1", flow.body) }), operator).toEqual([
      'Unexpected use of "tell" by Bob, expected Bob to have received or made it',
    ]);
  }
});

test("what a collapsed exchange or another flow tells is known afterwards", () => {
  const flow = call(({ alice, bob, carol }, flow) => {
    const asked = flow.exchange([alice, bob], "subscribe", () => {
      flow.request(path(alice, carol, bob), operation("ask")).reply("answer");
    });
    const elsewhere = flow.reference([alice, bob], "clause 4", "register");
    flow.action(alice, "acts", { using: [asked, elsewhere] });
  });
  expect(unlearnt(flow)).toEqual([]);
});

/** The action with this id, wherever it stands, acting upon something else. */
function acting(body: Flow["body"], id: string, ...things: readonly string[]): Flow["body"] {
  return body.map((one) => {
    if (one.kind === "fragment")
      return { ...one, operands: one.operands.map((each) => ({ ...each, body: acting(each.body, id, ...things) })) };
    return one.id === id && one.kind === "action" ? { ...one, using: things } : one;
  });
}

test("operands stand apart through what is nested in them, and a thing learnt twice is known in both", () => {
  const flow = call(({ alice, bob }, flow) => {
    const tell = () => void flow.send(path(alice, bob), operation("tell"));
    const tellAndAct = () => {
      tell();
      flow.action(bob, "acts");
    };
    flow.alt(["one", () => void flow.opt("he listens", tell)], ["other", () => void flow.opt("he acts", tellAndAct)]);
  });
  expect(unlearnt({ ...flow, body: acting(flow.body, "a1", "m2") })).toEqual([]);
  expect(unlearnt({ ...flow, body: acting(flow.body, "a1", "m1") })).toEqual([
    'Unexpected use of "tell" by Bob, expected Bob to have received or made it',
  ]);
  // One message that both operands pass on.
  const again = (body: Flow["body"]): Flow["body"] =>
    body.map((one) => {
      if (one.kind === "fragment") return { ...one, operands: one.operands.map((each) => ({ ...each, body: again(each.body) })) };
      return one.kind === "hop" ? { ...one, message: "m1" } : one;
    });
  expect(unlearnt({ ...flow, body: again(acting(flow.body, "a1", "m1")) })).toEqual([]);
});

test("nobody acts upon what the action itself makes; its text may say it, and the text of a message what it carries", () => {
  const flow = call(({ alice, bob }, flow) => {
    flow.action(alice, "works it out", { makes: { sum: item("the sum") } });
    flow.send(path(alice, bob), operation("tell"), { carries: { word: item("the password") }, text: "tells" });
  });
  expect(unlearnt(using(flow, "i1"))).toEqual(["Unexpected use of the sum by Alice, expected it after step 1, where Alice learns it"]);
  const said = (id: string) => [{ kind: "item", item: id } as const];
  const quoting: Flow = {
    ...flow,
    body: flow.body.map((one) => (one.kind === "action" ? { ...one, text: said("i1") } : one)),
    messages: flow.messages.map((one) => ({ ...one, text: said("i2") })),
  };
  expect(unlearnt(quoting)).toEqual([]);
  const early: Flow = { ...quoting, body: flow.body.map((one) => (one.kind === "action" ? { ...one, text: said("i2") } : one)) };
  expect(unlearnt(early)).toEqual(["Unexpected use of the password by Alice, expected it after step 2, where Alice learns it"]);
});

test("inside an exchange its end is not known yet", () => {
  const flow = call(({ alice, bob }, flow) => {
    flow.exchange([alice, bob], "subscribe", () => {
      flow.request(path(alice, bob), operation("ask")).reply("answer");
      flow.action(alice, "acts");
    });
  });
  const inside: Flow = {
    ...flow,
    body: flow.body.map((one) => (one.kind === "exchange" ? { ...one, body: acting(one.body, "a1", "x1") } : one)),
  };
  expect(unlearnt(inside)).toEqual(["Unexpected use of the exchange by Alice, expected it after step 1, where Alice learns it"]);
});

test("what a message says wrongly its paragraph does not say again", () => {
  const flow = call(({ alice, bob, carol }, flow) => {
    flow.send(path(alice, bob), operation("ask"), { text: text`${alice} asks.` });
    flow.send(path(carol, bob), operation("tell"), { carries: { word: item("the password") } });
  });
  const said = [{ kind: "item", item: "i1" } as const];
  const both: Flow = {
    ...flow,
    messages: flow.messages.map((one, at) => (at === 0 ? { ...one, text: said } : one)),
    paragraphs: flow.paragraphs.map((one, at) => (at === 0 ? { ...one, text: said } : one)),
  };
  expect(unlearnt(both)).toEqual(["Unexpected use of the password by Alice, expected Alice to have received or made it"]);
});

test("a thing used and said at one place is told once", () => {
  const flow = call(({ alice, bob, carol }, flow) => {
    flow.send(path(alice, bob), operation("tell"), { carries: { word: item("the password") } });
    flow.action(carol, "listens");
  });
  const twice: Flow = {
    ...flow,
    body: flow.body.map((one) => (one.kind === "action" ? { ...one, using: ["i1"], text: [{ kind: "item", item: "i1" }] } : one)),
  };
  expect(unlearnt(twice)).toEqual(["Unexpected use of the password by Carol, expected Carol to have received or made it"]);
});
