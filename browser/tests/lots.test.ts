import { describe, expect, it } from "vitest";

import { randomBytes, toHex } from "../src/bytes";
import { jcs, sha256 } from "../src/canonical";
import { signCard } from "../src/cards";
import { type Deposit, makeDeposit, type PartyLot } from "../src/deposit";
import { lotRecipients, type LotKit } from "../src/lotkit";
import { parseSeedFile, requireCommitment, seedFile } from "../src/seedfile";
import { type Evidence, requireCommitted } from "../src/withheld";
import { guardians, modeG, opening } from "./fixtures";
import { loggedAll, policy } from "./logged";

const PARTIES = ["tenderer", "centre", "supervisor"] as const;
const scope = { ...opening, draw: 1, roster: "ab".repeat(32), exclusions: "cd".repeat(32) };
const lot: PartyLot = { purpose: "draw", scope, party: "centre" };

function cards() {
  return modeG.groups.flatMap(({ name, guardians: ids }) => ids.map((guardian) => signCard(guardians.get(guardian)!, { opening, group: name, guardian, organisation: "org-1", name: "张三", epoch: 0 })));
}

const pinned = {
  ...policy,
  guardians: modeG.groups.flatMap(({ name, guardians: ids }) => ids.map((guardian) => ({ guardian, name: "", organisation: "org-1", group: name, key: guardians.get(guardian)!.publicKey }))),
};
const kit: LotKit = { opening, access: modeG, cards: cards(), recipients: Object.fromEntries(cards().map(({ document }) => [document.guardian, document.recipients.lots])) };

function deposit(about: PartyLot = lot): Promise<Deposit> {
  return makeDeposit(randomBytes(32), about, modeG, kit.recipients);
}

function committed(given: Deposit, party: string = given.party, changes: object = {}) {
  const body = { section: "1", round: 1, purpose: given.purpose, scope: given.scope, party, commitment: given.commitment, deposit: toHex(sha256(jcs(given))), ...changes };
  return { kind: "seed-committed/v1", at: "2026-12-11T10:30:00+08:00", by: "per-1", subject: `tender:${opening.tender}`, body };
}

const closing = { kind: "section-closed/v1", at: "2026-12-11T09:30:00+08:00", by: "timetable", subject: `tender:${opening.tender}`, body: { section: "1", round: 1, root: "ef".repeat(32) } };
const proved = (facts: object[], cosigned = true) => loggedAll(facts, cosigned) as unknown as Evidence[];

describe("a guardian's release of a withheld deposit", () => {
  it("needs every party's commitment in the witnessed log", async () => {
    const given = await deposit();
    const facts = [closing, ...PARTIES.map((party) => committed(given, party))];
    expect(requireCommitted(proved(facts), given, opening, policy)).toEqual([1, 2, 3]);
    for (const missing of [1, 2, 3]) {
      expect(() => requireCommitted(proved(facts.filter((_, at) => at !== missing)), given, opening, policy)).toThrow("no commitment");
    }
    expect(() => requireCommitted(proved(facts, false), given, opening, policy)).toThrow("witnesses cosigned");
    const forged = proved(facts).map((row) => ({ ...row, fact: { ...row.fact, subject: `tender:${opening.tender}`, body: { ...row.fact.body, extra: 1 } } }));
    expect(() => requireCommitted(forged, given, opening, policy)).toThrow("does not lead");
  });

  it("refuses another deposit, another lot and another opening", async () => {
    const [given, other] = [await deposit(), await deposit()];
    const facts = PARTIES.map((party) => committed(given, party));
    expect(() => requireCommitted(proved(facts), other, opening, policy)).toThrow("not the one");
    const elsewhere = PARTIES.map((party) => committed(given, party, { scope: { ...scope, draw: 2 } }));
    expect(() => requireCommitted(proved(elsewhere), given, opening, policy)).toThrow("no commitment");
    expect(() => requireCommitted(proved(facts), given, { ...opening, round: 2 }, policy)).toThrow("another opening");
  });

  it("needs the closing for a coefficient, and counts a party's last commitment", async () => {
    const about = { purpose: "coefficient", scope: { ...opening }, party: "centre" } as const;
    const [first, last] = [await deposit(about), await deposit(about)];
    const facts = [committed(first), committed(last, "tenderer"), committed(last), closing];
    expect(requireCommitted(proved(facts), last, opening, policy)).toEqual([1, 2]);
    expect(() => requireCommitted(proved(facts), first, opening, policy)).toThrow("not the one");
    expect(() => requireCommitted(proved(facts.slice(0, 3)), last, opening, policy)).toThrow("no closing");
  });
});

describe("recipients of a deposit", () => {
  it("come from cards that the policy's keys signed", () => {
    expect(lotRecipients(kit, opening, pinned)).toEqual(kit.recipients);
    const stranger = { ...pinned, guardians: pinned.guardians.map((one) => ({ ...one, key: guardians.get("grd-1")!.publicKey })) };
    expect(() => lotRecipients(kit, opening, stranger)).toThrow("another key");
    expect(() => lotRecipients({ ...kit, recipients: { ...kit.recipients, "grd-2": kit.recipients["grd-1"]! } }, opening, pinned)).toThrow("not the card's");
    expect(() => lotRecipients({ ...kit, cards: kit.cards.slice(1) }, opening, pinned)).toThrow("has not handed in");
    expect(() => lotRecipients(kit, { ...opening, section: "2" }, pinned)).toThrow("another opening");
  });
});

describe("a seed file", () => {
  it("is bound to its lot, party and commitment", () => {
    const file = seedFile(randomBytes(32), lot);
    expect(requireCommitment(parseSeedFile(JSON.stringify(file)), file.commitment)).toEqual(file);
    for (const changes of [{ party: "tenderer" }, { seed: "00".repeat(32) }, { scope: opening }, { type: "qinglian-key/v1" }]) {
      expect(() => parseSeedFile(JSON.stringify({ ...file, ...changes }))).toThrow();
    }
    expect(() => requireCommitment(file, "00".repeat(32))).toThrow("not the one");
  });
});
