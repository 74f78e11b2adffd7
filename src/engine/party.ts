import type { LocalView, Phase } from "../analysis/local-view.ts";
import type { Behaviour, Input, Output, Remainder, TimerOrder } from "./behaviour.ts";

/** A participant as a driver sees it: how it behaves and what it remembers are its own affair. */
export interface Party {
  readonly view: LocalView;
  react(input: Input): { readonly outputs: readonly Output[]; readonly timers: readonly TimerOrder[] };
  /** Whether all that its view has for the phase is over. */
  isOver(phase: Phase): boolean;
  remainders(): readonly Remainder[];
}

/** Lets a participant behave; each may have a behaviour of its own. */
export function newParty<State>(behaviour: Behaviour<State>, view: LocalView, seed: number): Party {
  let state = behaviour.begin(view, seed);
  return {
    view,
    react(input) {
      const reaction = behaviour.react(state, input);
      state = reaction.state;
      return reaction;
    },
    isOver: (phase) => behaviour.isOver(state, phase),
    remainders: () => behaviour.remainders(state),
  };
}
