import { BadInput } from "../../model/wrong.ts";

/** What is set aside for documentation (RFC 5737) and, when that is used up, for benchmarks (RFC 2544 appendix C.2.2): first and last host. */
const ranges: readonly (readonly [first: number, last: number])[] = [
  [0xc0000201, 0xc00002fe],
  [0xc6336401, 0xc63364fe],
  [0xcb007101, 0xcb0071fe],
  [0xc6120001, 0xc613fffe],
];

/** The IPv4 address of the participant with this place among all of them, from 0. @throws BadInput where there are more than addresses */
export function addressAt(place: number): number {
  let left = place;
  for (const [first, last] of ranges) {
    if (left <= last - first) return first + left;
    left -= last - first + 1;
  }
  throw new BadInput(`a capture has addresses for ${place - left} participants; this flow has more`);
}
