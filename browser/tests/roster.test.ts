import { Encrypter } from "age-encryption";
import { describe, expect, it } from "vitest";

import { compare, randomBytes, toBase64, toHex } from "../src/bytes";
import { jcs, sha256 } from "../src/canonical";
import { openDocument } from "../src/documents";
import { rosterLeaf, type RosterEntry } from "../src/draw";
import { Master } from "../src/keys";
import { compareRoster, isClean, namesakes, openRoster, type RosterRow, type ShownRoster, signApproval } from "../src/roster";
import { opening } from "./fixtures";

const scope = { ...opening, draw: 1 };
const register: RosterEntry[] = [1, 2, 3, 4].map((n) => ({ expert: `exp-${n}`, name: `专家${n}`, unit: `第${n}设计院`, specialities: ["A0801"] }));
const ghost: RosterEntry = { expert: "exp-9", name: "无此人", unit: "某某公司", specialities: ["A0801"] };

function salted(entries: readonly RosterEntry[]): RosterRow[] {
  const rows = entries.map((entry) => ({ ...entry, salt: toBase64(randomBytes(32)), number: 0 }));
  const placed = rows.map((row) => ({ row, leaf: rosterLeaf(Uint8Array.from(Buffer.from(row.salt, "base64")), row) }));
  return placed.sort((a, b) => compare(a.leaf, b.leaf)).map(({ row }, at) => ({ ...row, number: at + 1 }));
}

const ids = (rows: { expert: string }[]) => rows.map(({ expert }) => expert);

describe("a roster", () => {
  it("that is the register is clean, in whatever order the register is told", () => {
    const verdict = compareRoster(salted(register), [...register].reverse());
    expect(isClean(verdict)).toBe(true);
  });

  it("names ghosts, doubles, altered rows and who is missing", () => {
    const found = compareRoster(salted([...register, ghost]), register);
    expect([ids(found.ghosts), isClean(found)]).toEqual([["exp-9"], false]);
    const twice = compareRoster(salted([...register, register[0]!]), register);
    expect([ids(twice.doubles), isClean(twice)]).toEqual([["exp-1"], false]);
    const altered = compareRoster(salted([...register.slice(1), { ...register[0]!, unit: "另一单位" }]), register);
    expect([altered.altered.map(({ row, known }) => [row.unit, known.unit]), isClean(altered)]).toEqual([[["另一单位", "第1设计院"]], false]);
    const short = compareRoster(salted(register.slice(1)), register);
    expect([ids(short.missing), isClean(short)]).toEqual([["exp-1"], false]);
  });

  it("is numbered in the order of its leaves", () => {
    const rows = salted(register);
    expect(() => compareRoster([...rows].reverse(), register)).toThrow("order");
    expect(() => compareRoster(rows.slice(1), register)).toThrow("order");
    const leaf = { ...rows[0]!, number: 2 };
    expect(() => compareRoster([rows[0]!, leaf], register)).toThrow("order");
  });

  it("shows one name under two ids to the eyes", () => {
    const rows = salted([...register, { ...register[0]!, expert: "exp-8" }]);
    expect(namesakes(rows).map(({ name }) => name)).toEqual(["专家1"]);
    expect(namesakes(salted(register))).toEqual([]);
  });

  it("opens with the guardian's key alone, of this draw, with the published hash", async () => {
    const master = Master.random();
    const bytes = jcs({ type: "roster-opening/v1", scope, rows: salted(register) });
    const encrypter = new Encrypter();
    encrypter.addRecipient(master.recipient(opening, "lots"));
    const shown: ShownRoster = { scope, root: "", size: 4, opening: { "grd-1": toBase64(await encrypter.encrypt(bytes)) }, opening_hash: toHex(sha256(bytes)), experts: register };
    const identity = master.identity(opening, "lots");
    expect(ids(await openRoster(identity, shown, "grd-1", scope)).sort()).toEqual(ids(register));
    await expect(openRoster(identity, shown, "grd-2", scope)).rejects.toThrow("not locked");
    await expect(openRoster(Master.random().identity(opening, "lots"), shown, "grd-1", scope)).rejects.toThrow("does not open");
    await expect(openRoster(identity, { ...shown, opening_hash: "00".repeat(32) }, "grd-1", scope)).rejects.toThrow("another hash");
    await expect(openRoster(identity, shown, "grd-1", { ...scope, draw: 2 })).rejects.toThrow("another draw");
  });

  it("is approved by a signed document", () => {
    const master = Master.random();
    const about = { scope, root: "ab".repeat(32), size: 4, opening: "cd".repeat(32) };
    const { document, key } = openDocument(signApproval(master, about), "roster-approval/v1");
    expect([document, key]).toEqual([{ type: "roster-approval/v1", ...about }, master.publicKey]);
  });
});
