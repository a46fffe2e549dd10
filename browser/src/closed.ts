/** What a guardian's or bidder's tool demands before it releases anything: the closing, witnessed, and the list behind it (protocol 5). */

import { fromBase64 } from "./bytes";
import { factLeaf } from "./canonical";
import { type ClosingList, manifestsOf, verifyClosing } from "./closing";
import { type Opening, sameOpening } from "./opening";
import { type Policy } from "./policy";
import { verifyTlogProof } from "./tlogproof";
import { Told } from "./told";

/** The open fact `section-closed/v1` with its salt and the tlog-proof of its leaf. */
export interface ClosedFact {
  fact: { kind: string; at: string; by: string; subject: string; body: { section: string; round: number; root: string } };
  salt: string;
  proof: string;
}

/** Throws unless a checkpoint that the policy's quorum cosigned includes the closing of this opening; returns the closing root. */
export function verifyClosedFact(closed: ClosedFact, opening: Opening, policy: Policy) {
  const { kind, subject, body } = closed.fact;
  const ours = kind === "section-closed/v1" && subject === `tender:${opening.tender}` && body.section === opening.section && body.round === opening.round;
  if (!ours || opening.origin !== policy.origin) throw new Told("这条事实不是本次开标的截止", "the fact is not the closing of this opening");
  const { index, size, cosigned } = verifyTlogProof(closed.proof, factLeaf(fromBase64(closed.salt), closed.fact), policy, "quorum");
  return { root: body.root, index, size, cosigned };
}

/** Throws unless the list has the root and these manifests are exactly those in it; a selection is never released. */
export function verifyWholeList(list: ClosingList, opening: Opening, root: string, manifests: readonly string[]): number {
  if (!sameOpening(list.opening, opening)) throw new Told("截止名单是另一次开标的", "the closing list is of another opening");
  verifyClosing(list, opening, root);
  const wanted = manifestsOf(list).sort();
  const given = [...manifests].sort();
  if (wanted.length !== given.length || wanted.some((manifest, index) => manifest !== given[index])) {
    throw new Told(
      `截止名单有 ${wanted.length} 份，平台给的是 ${given.length} 份，对不上`,
      `the closing list has ${wanted.length} bids; the platform showed ${given.length}, not the same ones`,
    );
  }
  return wanted.length;
}
