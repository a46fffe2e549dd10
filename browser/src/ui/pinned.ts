/** The policy that this machine has confirmed before: a change is shown, and must be compared with what is published elsewhere. */

import { type Policy, policyHash } from "../policy";

const nameOf = (policy: Policy) => `qinglian-policy:${policy.origin}`;

/** The hash that was confirmed on this machine, if any. */
export function pinnedHash(policy: Policy): string | null {
  try {
    return localStorage.getItem(nameOf(policy));
  } catch {
    return null;
  }
}

export function pinPolicy(policy: Policy): void {
  try {
    localStorage.setItem(nameOf(policy), policyHash(policy));
  } catch {
    // A browser without storage asks again the next time.
  }
}
