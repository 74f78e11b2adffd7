import { printAddress, readAddress, readAddresses, readContacts, readRoutes } from "./headers/address.ts";
import { readCSeq } from "./headers/numbers.ts";
import { paramOf } from "./headers/params.ts";
import { readTokens } from "./headers/tokens.ts";
import { readUri } from "./headers/uri.ts";
import { readVias } from "./headers/via.ts";
import { isFault } from "./message.ts";
import { remembering } from "./remember.ts";

// What the machines read again and again: the same URIs and routes go through every element of a path.

export const uriIn = remembering(readUri);
export const viasIn = remembering(readVias);
export const cseqIn = remembering(readCSeq);
export const addressIn = remembering(readAddress);
export const addressesIn = remembering(readAddresses);
export const contactsIn = remembering(readContacts);
export const routesIn = remembering(readRoutes);
export const tokensIn = remembering(readTokens);

/** The addresses of a line of routes, each as it is written. */
export const printedRoutesIn = remembering((value): readonly string[] => {
  const routes = readRoutes(value);
  return isFault(routes) ? [] : routes.map(printAddress);
});

/** The tag of a From or To; null for none. */
export const tagIn = remembering((value): string | null => {
  const address = readAddress(value);
  return isFault(address) ? null : paramOf(address.params, "tag");
});
