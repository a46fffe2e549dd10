/** What a guardian's tool demands before it releases a withheld deposit (docs/protocol.md 10): nobody's seed before all have committed. */

import { fromBase64, toHex } from "./bytes";
import { factLeaf, jcs, type JsonObject, sha256 } from "./canonical";
import { type ClosedFact, verifyClosedFact } from "./closed";
import type { Deposit, Party } from "./deposit";
import type { Opening } from "./opening";
import type { Policy } from "./policy";
import { verifyTlogProof } from "./tlogproof";
import { Told } from "./told";

export const PARTIES_OF: Record<string, readonly Party[]> = {
  draw: ["tenderer", "centre", "supervisor"],
  coefficient: ["tenderer", "centre"],
};

const NAMES: Record<Party, readonly [zh: string, en: string]> = {
  tenderer: ["招标人", "the tenderer"],
  centre: ["交易中心", "the trading centre"],
  supervisor: ["行政监督部门", "the supervising authority"],
};

/** An open fact with its salt and the tlog-proof of its leaf. */
export interface Evidence {
  fact: { kind: string; subject: string; body: JsonObject };
  salt: string;
  proof: string;
}

/** Throws unless every party's commitment of the deposit's lot is in the witnessed log, this very deposit among them, and for a
 * coefficient the closing too. Returns the places of the commitments in the log. */
export function requireCommitted(evidence: readonly Evidence[], deposit: Deposit, opening: Opening, policy: Policy): number[] {
  const parties = PARTIES_OF[deposit.purpose];
  if (!parties || !isOf(deposit.scope, opening)) throw new Told("存底属于另一次开标", "the deposit is of another opening");
  if (deposit.purpose === "coefficient") requireClosed(evidence, opening, policy);
  return parties.map((party) => {
    const own = newest(evidence.filter(({ fact }) => isCommitment(fact, deposit, party, opening)), policy);
    if (!own) throw new Told(`公开日志里还没有${NAMES[party][0]}的承诺`, `the public log has no commitment of ${NAMES[party][1]} yet`);
    if (party === deposit.party && own.body["deposit"] !== toHex(sha256(jcs(deposit)))) throw new Told("存底与公开日志里承诺的不同", "the deposit is not the one that the public log commits to");
    return own.index;
  });
}

function requireClosed(evidence: readonly Evidence[], opening: Opening, policy: Policy): void {
  const closed = evidence.find(({ fact }) => fact.kind === "section-closed/v1");
  if (!closed) throw new Told("公开日志里还没有投标截止", "the public log has no closing yet");
  verifyClosedFact(closed as unknown as ClosedFact, opening, policy);
}

/** Of several commitments of one party the last counts. */
function newest(found: readonly Evidence[], policy: Policy) {
  const placed = found.map(({ fact, salt, proof }) => ({ body: fact.body, index: verifyTlogProof(proof, factLeaf(fromBase64(salt), fact), policy).index }));
  return placed.sort((a, b) => b.index - a.index)[0];
}

function isCommitment({ kind, subject, body }: Evidence["fact"], { purpose, scope }: Deposit, party: Party, opening: Opening): boolean {
  const named = kind === "seed-committed/v1" && subject === `tender:${opening.tender}`;
  return named && body["purpose"] === purpose && body["party"] === party && toHex(jcs(body["scope"])) === toHex(jcs(scope));
}

function isOf(scope: JsonObject, opening: Opening): boolean {
  return (["origin", "tender", "section", "round"] as const).every((name) => scope[name] === opening[name]);
}
