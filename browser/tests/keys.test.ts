import { describe, expect, it } from "vitest";

import { Master, openKeyFile, parseKeyFile, recipientOf, secretOf } from "../src/keys";
import { opening } from "./fixtures";

const about = { origin: opening.origin, holder: "org-1", label: "投标专用" };

describe("keys", () => {
  it("come back from their file with the right passphrase only", async () => {
    const master = Master.random();
    const text = JSON.stringify(await master.keyFile("一句 足够 长的 口令", about, 10));
    const file = parseKeyFile(text, opening.origin);
    expect((await openKeyFile(file, "一句 足够 长的 口令")).publicKey).toBe(master.publicKey);
    await expect(openKeyFile(file, "另一句")).rejects.toThrow();
  });

  it("refuse a foreign origin and demo keys outside .invalid", async () => {
    const file = await Master.random().keyFile("passphrase", { ...about, demo: true }, 10);
    expect(() => parseKeyFile(JSON.stringify(file), "bid.example.cn")).toThrow("demo key");
    expect(() => parseKeyFile(JSON.stringify({ ...file, demo: undefined }), "bid.example.cn")).toThrow("belongs to");
    await expect(Master.random().keyFile("passphrase", { ...about, origin: "bid.example.cn", demo: true }, 10)).rejects.toThrow("demo");
  });

  it("give every opening, compartment and epoch an identity of its own, 74 characters long", () => {
    const master = Master.random();
    const other = { ...opening, round: 2 };
    const identities = [
      master.identity(opening, "sheet"), master.identity(opening, "business"), master.identity(opening, "sheet", 1), master.identity(other, "sheet"),
    ];
    expect(new Set(identities).size).toBe(4);
    expect(identities.map((identity) => identity.length)).toEqual([74, 74, 74, 74]);
    expect(recipientOf(secretOf(identities[0] as string))).toBe(master.recipient(opening, "sheet"));
  });

  it("find a misread character of a paper identity", () => {
    const identity = Master.random().identity(opening, "sheet");
    const wrong = identity.slice(0, 40) + (identity[40] === "Q" ? "P" : "Q") + identity.slice(41);
    expect(() => secretOf(wrong)).toThrow();
  });
});
