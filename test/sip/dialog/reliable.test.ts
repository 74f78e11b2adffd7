import { expect, test } from "vitest";
import { acknowledges, isNext, rackOf, reliableNumber } from "../../../src/sip/dialog/reliable.ts";
import { responseTo } from "../../../src/sip/responses.ts";
import { request } from "../requests.ts";

const invite = request("INVITE", { cseq: 314159 });
const answer = (status: number, require: string, rseq: string) =>
  responseTo(
    invite,
    {
      status,
      headers: [
        { name: "Require", value: require },
        { name: "RSeq", value: rseq },
      ],
    },
    "1",
  );

test("101 to 199 with 100rel are reliable (RFC 3262 §3)", () => {
  expect(reliableNumber(answer(183, "100rel", "988789"))).toBe(988789);
  expect(reliableNumber(answer(183, "precondition, 100REL", "1"))).toBe(1);
  expect(reliableNumber(answer(183, "precondition", "1"))).toBe(null);
  expect(reliableNumber(answer(200, "100rel", "1"))).toBe(null);
  expect(reliableNumber(answer(100, "100rel", "1"))).toBe(null);
});

test("they come in order, whatever the first number is (§4)", () => {
  expect([isNext(null, 988789), isNext(1, 2), isNext(1, 1), isNext(1, 3), isNext(2, 1)]).toEqual([true, true, false, false, false]);
});

test("a PRACK acknowledges the answer with its number, of the INVITE with its number (§7.2)", () => {
  const prack = (rack: string) => request("PRACK", { headers: [{ name: "RAck", value: rack }] });
  expect(rackOf(988789, invite)).toBe("988789 314159 INVITE");
  const racks = ["988789 314159 INVITE", "988790 314159 INVITE", "988789 314158 INVITE", "988789 314159 UPDATE", "988789"];
  expect(racks.map((rack) => acknowledges(prack(rack), 988789, invite))).toEqual([true, false, false, false, false]);
  expect(acknowledges(request("PRACK", { headers: [] }), 988789, invite)).toBe(false);
});
