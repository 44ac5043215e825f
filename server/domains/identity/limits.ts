/**
 * How long somebody who keeps guessing must wait. Three counts of failures within the last hour, each with a free
 * allowance, then a delay that doubles from one second to a ceiling:
 * - the same account from the same address, which is how a person or a simple script guesses;
 * - the account from anywhere, for guesses spread over many addresses. Its ceiling is low, so that a stranger can slow
 *   an account's owner down but never lock them out;
 * - the address over all accounts. A whole school shares one address, hence the wide allowance.
 */
export type Failures = { count: number; secondsSinceLast: number };
export type FailureCounts = { pair: Failures; account: Failures; address: Failures };
type Rule = { free: number; longest: number };

export const signInRules: Record<keyof FailureCounts, Rule> = {
  pair: { free: 5, longest: 900 },
  account: { free: 20, longest: 60 },
  address: { free: 100, longest: 60 },
};

/** Asking for mail costs the receiver's attention: fewer are free. */
export const mailRules: Record<keyof FailureCounts, Rule> = {
  pair: { free: 3, longest: 900 },
  account: { free: 5, longest: 900 },
  address: { free: 50, longest: 300 },
};

/** Whole seconds to wait from now; 0 when the attempt may be made. */
export function secondsToWait(counts: FailureCounts, rules: Record<keyof FailureCounts, Rule>): number {
  const waits = (Object.keys(rules) as (keyof FailureCounts)[]).map((key) => {
    const { count, secondsSinceLast } = counts[key];
    const { free, longest } = rules[key];
    if (count < free) return 0;
    const delay = Math.min(longest, 2 ** Math.min(count - free, 20));
    return Math.max(0, Math.ceil(delay - secondsSinceLast));
  });
  return Math.max(...waits);
}
