import { Decrypter } from "age-encryption";
import { beforeAll, describe, expect, it } from "vitest";

import { fromBase64 } from "../src/bytes";
import { documentHash, openDocument } from "../src/documents";
import { Master } from "../src/keys";
import { type Head, readPackage } from "../src/manifest";
import type { Envelope } from "../src/release";
import { sealBid, shareCommitment } from "../src/seal";
import { makeSessionRelease, signReport, signSeat, signSheet, type ToSessionRelease } from "../src/session";
import { type SessionFact, verifySessionFact } from "../src/sessionfact";
import { bid, guardians, modeGB, opening } from "./fixtures";
import { logged, policy, WITNESSED_AT } from "./logged";

// A session's key is an age identity of its own; a master's for some opening is one.
const keeper = Master.random();
const recipient = keeper.recipient(opening, "technical");
const SESSION = "JC-2026-0417-1-1";

function opened(changes: Partial<SessionFact["fact"]["body"]> = {}, cosigned = true): SessionFact {
  const body = { section: opening.section, round: opening.round, session: SESSION, recipient, draw: 1, members: 5, ...changes };
  return logged({ kind: "session-opened/v1", at: "2026-11-25T11:30:00+08:00", by: "per-host", subject: `tender:${opening.tender}`, body }, cosigned);
}

describe("before anything is released to a session", () => {
  it("its fact is in a checkpoint that the quorum cosigned, and names the recipient", () => {
    expect(verifySessionFact(opened(), opening, policy, -1)).toEqual({
      session: SESSION, recipient, members: 5, index: 0, size: 1, cosigned: { "witness.invalid": WITNESSED_AT },
    });
    expect(() => verifySessionFact(opened({}, false), opening, policy, -1)).toThrow("0 of 1 witnesses");
  });

  it("the fact is of this very opening", () => {
    for (const changes of [{ section: "2" }, { round: 2 }]) {
      expect(() => verifySessionFact(opened(changes), opening, policy, -1)).toThrow("not the evaluation session of this opening");
    }
    expect(() => verifySessionFact(opened(), { ...opening, tender: "JC-2026-0418" }, policy, -1)).toThrow("not the evaluation session");
    expect(() => verifySessionFact(opened(), { ...opening, origin: "other.invalid" }, policy, -1)).toThrow("not the evaluation session");
    const closing = opened();
    closing.fact.kind = "section-closed/v1";
    expect(() => verifySessionFact(closing, opening, policy, -1)).toThrow("not the evaluation session");
  });

  it("another recipient than the logged one is found", () => {
    const swapped = opened();
    swapped.fact.body.recipient = Master.random().recipient(opening, "technical");
    expect(() => verifySessionFact(swapped, opening, policy, -1)).toThrow("does not lead from this leaf");
    expect(() => verifySessionFact(opened({ recipient: "age1nobody" }), opening, policy, -1)).toThrow();
    expect(() => verifySessionFact(opened(), opening, policy, 0)).toThrow("before the closing");
  });
});

describe("a release to a session", () => {
  const bidder = Master.random();
  const [guardian, master] = [...guardians][0] as [string, Master];
  const about: ToSessionRelease = { opening, guardian, compartment: "technical", closing: "cd".repeat(32), session: recipient, epoch: 0 };
  let head: Head;
  const envelopeOf = (name: string): Envelope => ({ manifest: head.manifest, envelope: head.envelopes.technical[name] as string });

  beforeAll(async () => {
    head = (await readPackage((await sealBid(bidder, bid(modeGB))).package)).head;
  });

  it("holds the shares for the session alone", async () => {
    const { release, opened: count, refused } = await makeSessionRelease(master, about, [envelopeOf(guardian)]);
    expect([count, refused]).toEqual([1, []]);
    const { document, key } = openDocument<typeof release.document>(release, "session-release/v1");
    expect(key).toBe(master.publicKey);
    const [row] = await rowsFor(keeper, document.shares);
    const entry = head.manifest.document.compartments.technical.envelopes.find((one) => one.guardian === guardian);
    expect(row?.manifest).toBe(documentHash(head.manifest.document));
    expect(shareCommitment(fromBase64(row?.salt ?? ""), fromBase64(row?.share ?? ""))).toBe(entry?.commitment);
    await expect(rowsFor(bidder, document.shares)).rejects.toThrow();
  });

  it("is made of a bidder's own lock too", async () => {
    const { release, opened: count } = await makeSessionRelease(bidder, { ...about, guardian: "bidder" }, [envelopeOf("bidder")]);
    expect([count, (await rowsFor(keeper, release.document.shares)).length]).toEqual([1, 1]);
  });

  it("names the envelopes that hold no share, and is not made for what the manifest does not name", async () => {
    const other = Master.random();
    const { refused, opened: none } = await makeSessionRelease(other, about, [envelopeOf(guardian)]);
    expect([none, refused.map(({ fault }) => fault.reason)]).toEqual([0, ["not_decryptable"]]);
    await expect(makeSessionRelease(master, about, [envelopeOf("grd-2")])).rejects.toThrow("not the one that the manifest names");
  });
});

describe("what a seat signs", () => {
  const seat = Master.random();
  const place = { opening, session: SESSION, seat: 3 };

  it("is of its own type, place and key", () => {
    const signed = [
      signSeat(seat, place),
      signSheet(seat, { ...place, kind: "technical", rows: { A: { design: "12.50" } }, files: { A: ["ab".repeat(32)] } }),
      signReport(seat, { ...place, result: "cd".repeat(32), dissent: "" }),
    ];
    expect(signed.map(({ document }) => document.type)).toEqual(["seat/v1", "score-sheet/v1", "evaluation-report-signature/v1"]);
    for (const one of signed) {
      expect(openDocument(one, one.document.type).key).toBe(seat.publicKey);
      expect(one.document).toMatchObject(place);
    }
    const forged = { ...signed[0], document: { ...signed[0]?.document, seat: 4 } };
    expect(() => openDocument(forged, "seat/v1")).toThrow("does not fit");
  });
});

async function rowsFor(owner: Master, sealed: string): Promise<{ manifest: string; salt: string; share: string }[]> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(owner.identity(opening, "technical"));
  return JSON.parse(await decrypter.decrypt(fromBase64(sealed), "text")) as { manifest: string; salt: string; share: string }[];
}
