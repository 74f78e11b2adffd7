/** Whether a guard says no more than that the others do not hold. */
export function isOtherwise(guard: string): boolean {
  return /^(?:else|otherwise)$/iu.test(guard);
}

/** Whether the guard of a loop says itself how often, as "until …" and "3 times": else it is what has to hold. */
export function saysHowOften(guard: string): boolean {
  return /^(?:(?:until|while|for|as|each|every|up)\b|\d)/iu.test(guard);
}
