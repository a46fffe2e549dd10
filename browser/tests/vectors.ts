/** One runner per file of vectors/: what Python wrote is computed again here. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Decrypter } from "age-encryption";
import { expect } from "vitest";

import { type Access, combineShares, groupsOf, splitSecret } from "../src/access";
import { type Bytes, concat, fromBase64, fromHex, toHex } from "../src/bytes";
import { factLeaf, jcs, sha256 } from "../src/canonical";
import { type Card, checkCard, signCard } from "../src/cards";
import { type ClosingList, closingRoot, manifestsOf, verifyClosing, verifyClosingProof } from "../src/closing";
import { type Document, documentHash, openDocument, type Signed, signDocument } from "../src/documents";
import { bucketOf, describeFile, type InnerHeader, paddedPieces } from "../src/inner";
import { Master, openKeyFile, parseKeyFile, recipientOf, secretOf } from "../src/keys";
import { factsPath, rootOf, tilePath, verifyConsistency, verifyInclusion } from "../src/log";
import { makeDeposit, makeSeedRelease, openDepositShare } from "../src/deposit";
import { drawSample, drawValue, placeBelow } from "../src/drawn";
import { combinedSeed, seedCommitment } from "../src/lots";
import { exclusionLeaf, ranking, rosterLeaf, saltedRoot } from "../src/draw";
import { type Head, type Manifest, readPackage } from "../src/manifest";
import { readVkey } from "../src/note";
import type { Compartment, Opening } from "../src/opening";
import { openCheckpoint, openCosigned, parsePolicy } from "../src/policy";
import { checkReceipt, checkReceiptProof } from "../src/receipt";
import { type Envelope, makeRelease, openEnvelope, type Release, signRelease } from "../src/release";
import { shareCommitment } from "../src/seal";
import { makeSessionRelease, signReport, signSeat, signSheet } from "../src/session";
import { parseJson } from "../src/strict";
import { verifyTlogProof } from "../src/tlogproof";
import { openCompartment, SealFault } from "../src/unseal";

// `any` on purpose: these are files of a stranger.
type Vectors = any;

const load = (name: string): Vectors => JSON.parse(readFileSync(join(import.meta.dirname, "../../vectors", name), "utf-8"));
const packageOf = (text: string) => readPackage(new Blob([fromBase64(text)]));

export const runners: Record<string, (vectors: Vectors) => void | Promise<void>> = {
  "canonical.json": canonical,
  "keys.json": keys,
  "documents.json": documents,
  "shamir.json": shamir,
  "commitments.json": commitments,
  "closing.json": closing,
  "notes.json": notes,
  "proofs.json": proofs,
  "sealed.json": sealed,
  "package.json": wholePackage,
  "receipts.json": receipts,
  "lots.json": lots,
  "drawn.json": drawn,
  "deposits.json": deposits,
  "session.json": session,
  "draw.json": draw,
};

function canonical({ jcs: cases, refused, fact_leaf }: Vectors): void {
  for (const { value, bytes } of cases) expect(toHex(jcs(value))).toBe(bytes);
  for (const text of refused) expect(() => jcs(parseJson(text)), text).toThrow();
  for (const { salt, fact, leaf } of fact_leaf) expect(toHex(factLeaf(fromHex(salt), fact))).toBe(leaf);
}

function keys({ cases }: Vectors): void {
  for (const { master: secret, public: key, derived } of cases) {
    const master = new Master(fromHex(secret));
    expect(master.publicKey).toBe(key);
    for (const { opening, compartment, epoch, identity, recipient } of derived) {
      expect(master.identity(opening, compartment, epoch)).toBe(identity);
      expect(master.recipient(opening, compartment, epoch)).toBe(recipient);
    }
  }
}

function documents({ cases, expected_type, refused }: Vectors): void {
  for (const { master, signed, hash } of cases) {
    const { document } = openDocument(signed, signed.document.type);
    expect(documentHash(document)).toBe(hash);
    expect(signDocument(new Master(fromHex(master)), document as Document)).toEqual(signed);
  }
  for (const signed of refused) expect(() => openDocument(signed, expected_type), JSON.stringify(signed)).toThrow();
}

async function shamir({ splits, access }: Vectors): Promise<void> {
  for (const { secret, threshold, shares } of splits) await checkSplit(secret, threshold, shares.map(fromHex));
  for (const { access: structure, secret, shares } of access) {
    const given = new Map(Object.entries(shares as Record<string, string>).map(([name, share]) => [name, fromHex(share)]));
    expect(toHex(await combineShares(given, structure))).toBe(secret);
    const own = await splitSecret(fromHex(secret), structure);
    expect([...own.keys()]).toEqual(groupsOf(structure).flatMap((group) => group.guardians));
    expect([...own.values()].map((share) => share[32])).toEqual([...given.values()].map((share) => share[32]));
    expect(toHex(await combineShares(own, structure))).toBe(secret);
  }
}

async function checkSplit(secret: string, threshold: number, shares: Bytes[]): Promise<void> {
  const guardians = shares.map((_, index) => `grd-${index + 1}`);
  const access: Access = { mode: "G", groups: [{ name: "only", threshold, guardians }] };
  const entries = guardians.map((name, index) => [name, shares[index] as Bytes] as const);
  expect(toHex(await combineShares(new Map(entries), access))).toBe(secret);
  expect(toHex(await combineShares(new Map(entries.slice(-threshold)), access))).toBe(secret);
  if (threshold > 1) await expect(combineShares(new Map(entries.slice(0, threshold - 1)), access)).rejects.toThrow();
}

async function commitments({ share, buckets, padded }: Vectors): Promise<void> {
  for (const row of share) expect(shareCommitment(fromHex(row.salt), fromHex(row.share))).toBe(row.commitment);
  for (const { size, bucket } of buckets) expect(bucketOf(size)).toBe(bucket);
  for (const row of padded) {
    const files: File[] = row.files.map((file: Vectors) => new File([fromBase64(file.data)], file.name, { type: file.media_type }));
    const described = await Promise.all(files.map((file) => describeFile(file, () => undefined)));
    const { opening, compartment, bidder, nonce, sheet } = row;
    const header: InnerHeader = { opening, compartment, bidder, nonce, files: described, sheet, machine: null };
    const pieces: Bytes[] = [];
    for await (const piece of paddedPieces(header, files)) pieces.push(piece);
    const bytes = concat(...pieces);
    expect([bytes.length, toHex(sha256(bytes))]).toEqual([row.padded_size, row.padded_sha256]);
  }
}

function closing({ cases, refused }: Vectors): void {
  for (const { list, root, manifests, proofs: found } of cases) {
    expect(closingRoot(list)).toBe(root);
    verifyClosing(list, list.opening, root);
    expect(manifestsOf(list).sort()).toEqual(manifests);
    for (const { manifest, proof } of found) {
      verifyClosingProof(proof, manifest, root);
      expect(() => verifyClosingProof(proof, "00".repeat(32), root)).toThrow();
    }
  }
  for (const list of refused) expect(() => closingRoot(list as ClosingList)).toThrow();
}

function notes({ keys: pairs, notes: good, refused }: Vectors): void {
  const policy = parsePolicy(load("receipts.json").policy);
  for (const { vkey } of pairs) expect(readVkey(vkey).name).toBe(vkey.split("+")[0]);
  for (const { note, size, root, cosigned } of good) {
    const checkpoint = openCheckpoint(note, policy);
    expect([checkpoint.size, toHex(checkpoint.root), checkpoint.cosigned]).toEqual([size, root, cosigned]);
    const enough = Object.keys(cosigned).length >= policy.quorum;
    if (!enough) expect(() => openCosigned(note, policy)).toThrow("witnesses cosigned");
    else expect(openCosigned(note, policy).size).toBe(size);
  }
  for (const note of refused) expect(() => openCheckpoint(note, policy), note).toThrow();
}

function proofs({ leaves, inclusion, consistency, paths, facts_path, tlog_proof }: Vectors): void {
  const entries: Bytes[] = leaves.map(fromHex);
  for (const { index, size, root, proof } of inclusion) {
    const at = { index, size, root: fromHex(root), proof: proof.map(fromHex) };
    expect(toHex(rootOf(entries.slice(0, size)))).toBe(root);
    expect(verifyInclusion(entries[index] as Bytes, at)).toBe(true);
    expect(verifyInclusion(flipped(entries[index] as Bytes), at)).toBe(false);
    at.proof.forEach((hash: Bytes, place: number) => {
      expect(verifyInclusion(entries[index] as Bytes, { ...at, proof: at.proof.with(place, flipped(hash)) })).toBe(false);
    });
  }
  for (const { old, size, old_root, root, proof } of consistency) {
    const [first, second] = [{ size: old, root: fromHex(old_root) }, { size, root: fromHex(root) }];
    expect(verifyConsistency(first, second, proof.map(fromHex))).toBe(true);
    expect(verifyConsistency({ ...first, root: flipped(first.root) }, second, proof.map(fromHex))).toBe(false);
  }
  for (const { level, index, width, path } of paths) expect(tilePath(level, index, width)).toBe(path);
  expect(factsPath(1234067, 5)).toBe(facts_path);
  const policy = parsePolicy(load("receipts.json").policy);
  const found = verifyTlogProof(tlog_proof.text, fromHex(tlog_proof.leaf), policy);
  expect([found.index, found.size]).toEqual([tlog_proof.index, tlog_proof.size]);
  expect(() => verifyTlogProof(tlog_proof.text, flipped(fromHex(tlog_proof.leaf)), policy)).toThrow();
}

async function sealed({ package: bytes, key_file, words, faulty }: Vectors): Promise<void> {
  const file = parseKeyFile(JSON.stringify(key_file), key_file.origin);
  expect((await openKeyFile(file, words)).publicKey).toBe(key_file.public);
  await expect(openKeyFile(file, `${words}x`)).rejects.toThrow();
  expect(() => parseKeyFile(JSON.stringify(key_file), "log.example.org")).toThrow("demo");
  expect((await packageOf(bytes)).head.manifest.key).toBe(key_file.public);
  expect(faulty.length).toBeGreaterThan(0);
}

async function wholePackage(vectors: Vectors): Promise<void> {
  const { head, ciphertexts } = await packageOf(load("sealed.json").package);
  const manifest = head.manifest.document;
  expect([documentHash(manifest), head.manifest.key]).toEqual([vectors.manifest_hash, vectors.key]);
  verifyClosing(vectors.closing.list, manifest.opening, vectors.closing.root);
  checkCards(vectors.cards, vectors.masters);
  const ciphertext = new Uint8Array(await ciphertexts.sheet.arrayBuffer());
  const shares = await sharesOf(vectors, head.manifest, head.envelopes.sheet);
  for (const { shares: names, fault, reason } of vectors.outcomes) {
    const given = new Map((names as string[]).map((name) => shareNamed(shares, name)));
    const opened = openCompartment(manifest, "sheet", ciphertext, given);
    if (reason === null) expect((await opened).header).toEqual(vectors.header);
    else await expect(opened, names.join()).rejects.toMatchObject({ fault, reason });
  }
  checkPaper(vectors.paper, vectors.cards);
  await checkFaulty(vectors);
  await checkUnopened(vectors, head);
}

/** A release names the envelopes that hold no share, with the same reasons and bytes as Python's. */
async function checkUnopened({ unopened, masters }: Vectors, head: Head): Promise<void> {
  const spoiled = load("sealed.json").spoiled as { reason: string; manifest: Signed<Manifest>; envelope: string }[];
  const { opening, guardian, compartment, closing } = unopened.release.document as Release;
  const good = { manifest: head.manifest, envelope: head.envelopes.sheet[guardian] as string };
  const about = { opening, guardian, compartment, closing, epoch: 0 };
  const made = await makeRelease(new Master(fromHex(masters[guardian])), about, [good, ...spoiled]);
  expect(made.release).toEqual(unopened.release);
  expect(made.refused.map(({ fault }) => fault.reason)).toEqual(spoiled.map(({ reason }) => reason));
  const swapped = { ...good, envelope: (spoiled[0] as Envelope).envelope };
  await expect(makeRelease(new Master(fromHex(masters[guardian])), about, [swapped])).rejects.toThrow("not the one");
}

function checkCards(cards: Signed<Card>[], masters: Record<string, string>): void {
  for (const signed of cards) {
    const { type: _, recipients, ...about } = signed.document;
    const master = new Master(fromHex(masters[about.guardian] as string));
    expect(checkCard(signed, { opening: about.opening, guardian: about.guardian, key: master.publicKey }).recipients).toEqual(recipients);
    expect(signCard(master, about)).toEqual(signed);
  }
}

async function sharesOf({ releases, masters }: Vectors, manifest: Vectors, envelopes: Record<string, string>) {
  const shares = new Map<string, { salt: string; share: string }>();
  for (const release of releases as Signed<Release>[]) {
    const { opening, guardian, compartment, closing: root } = release.document;
    const master = new Master(fromHex(masters[guardian]));
    const about = { opening, guardian, compartment, closing: root, epoch: 0 };
    const envelope = envelopes[guardian] as string;
    const share = await openEnvelope(master.identity(opening, compartment), about, { manifest, envelope });
    expect(signRelease(master, about, [share])).toEqual(release);
    shares.set(guardian, share);
  }
  return shares;
}

/** `~name`: the share with its first byte flipped. */
function shareNamed(shares: Map<string, { salt: string; share: string }>, named: string) {
  const name = named.replace("~", "");
  const { salt, share } = shares.get(name) as { salt: string; share: string };
  return [name, { salt, share: named === name ? share : Buffer.from(flipped(fromBase64(share))).toString("base64") }] as const;
}

function checkPaper(paper: { guardian: string; compartment: Compartment; identity: string }, cards: Signed<Card>[]): void {
  const card = cards.find(({ document }) => document.guardian === paper.guardian) as Signed<Card>;
  expect(recipientOf(secretOf(paper.identity))).toBe(card.document.recipients[paper.compartment]);
}

async function checkFaulty({ masters, faulty }: Vectors): Promise<void> {
  const packages = load("sealed.json").faulty;
  const master = new Master(fromHex(masters.bidder));
  for (const [index, { fault, reason }] of faulty.entries()) {
    const { head, ciphertexts } = await packageOf(packages[index].package);
    const manifest = head.manifest.document;
    const opening: Opening = manifest.opening;
    const about = { opening, guardian: "bidder", compartment: "sheet" as const, closing: "00".repeat(32), epoch: 0 };
    const share = await openEnvelope(master.identity(opening, "sheet"), about, { manifest: head.manifest, envelope: head.envelopes.sheet["bidder"] as string });
    const ciphertext = new Uint8Array(await ciphertexts.sheet.arrayBuffer());
    const error = await openCompartment(manifest, "sheet", ciphertext, new Map([["bidder", share]])).catch((thrown: SealFault) => thrown);
    expect(error).toMatchObject({ fault, reason });
  }
}

function receipts({ policy: raw, cases, refused }: Vectors): void {
  const policy = parsePolicy(raw);
  for (const { receipt: signed, index, proof, lonely_proof } of cases) {
    const receipt = checkReceipt(signed, policy, signed.document.manifest);
    expect(checkReceiptProof(receipt, proof, policy).index).toBe(index);
    expect(() => checkReceiptProof(receipt, lonely_proof, policy)).toThrow("witnesses cosigned");
    expect(checkReceiptProof(receipt, lonely_proof, policy, "log").index).toBe(index);
    expect(() => checkReceipt(signed, policy, "00".repeat(32))).toThrow("another bid");
  }
  for (const signed of refused) expect(() => checkReceipt(signed, policy)).toThrow();
}

async function deposits({ opening, masters, deposits: rows, opened, releases, seeds }: Vectors): Promise<void> {
  for (const [at, deposit] of rows.entries()) {
    const shares = new Map<string, Uint8Array>();
    for (const [guardian, secret] of Object.entries(masters) as [string, string][]) {
      const master = new Master(fromHex(secret));
      const found = openDepositShare(master.identity(opening, "lots"), deposit, guardian).catch(() => null);
      expect(await found).toEqual(opened[at][guardian]);
      const release = await makeSeedRelease(master, deposit, { guardian, opening, epoch: 0 });
      expect(releases[at]).toContainEqual(release);
      if (release.document.share) shares.set(guardian, fromBase64(release.document.share));
    }
    const seed = await combineShares(shares, deposit.access);
    expect(toHex(seed)).toBe(seeds[at]);
    const recipients = Object.fromEntries(Object.entries(masters).map(([guardian, secret]) => [
      guardian, new Master(fromHex(secret as string)).recipient(opening, "lots"),
    ]));
    const again = await makeDeposit(seed, deposit, deposit.access, recipients);
    expect(again.commitment).toBe(deposit.commitment);
    const grd1 = new Master(fromHex(masters["grd-1"]));
    await expect(openDepositShare(grd1.identity(opening, "lots"), again, "grd-1")).resolves.toBeTruthy();
  }
}

/** What a seat signs is the same byte for byte; a release is encrypted afresh and holds the same rows. */
async function session({ seat_key, seats, sheets, reports, identity, guardian, release, shares }: Vectors): Promise<void> {
  const seat = new Master(fromHex(seat_key));
  for (const signed of seats) expect(signSeat(seat, signed.document)).toEqual(signed);
  for (const signed of sheets) expect(signSheet(seat, signed.document)).toEqual(signed);
  for (const signed of reports) expect(signReport(seat, signed.document)).toEqual(signed);
  const { opening, compartment, closing, session: recipient } = release.document;
  const { head } = await packageOf(load("sealed.json").package);
  const master = new Master(fromHex(load("package.json").masters[guardian]));
  const bid = { manifest: head.manifest, envelope: head.envelopes[compartment as Compartment][guardian] as string };
  const made = await makeSessionRelease(master, { opening, guardian, compartment, closing, session: recipient, epoch: 0 }, [bid]);
  expect([made.opened, made.refused]).toEqual([1, []]);
  expect({ ...made.release.document, shares: "" }).toEqual({ ...release.document, shares: "" });
  for (const { document } of [made.release, release]) expect(await rowsInside(identity, document.shares)).toEqual(shares);
}

async function rowsInside(identity: string, sealed: string): Promise<unknown> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return JSON.parse(await decrypter.decrypt(fromBase64(sealed), "text"));
}

function lots({ commitments: committed, combined, refused }: Vectors): void {
  for (const { seed, party, commitment, ...lot } of committed) expect(toHex(seedCommitment(fromHex(seed), lot, party))).toBe(commitment);
  for (const { seeds, seed, ...lot } of combined) expect(toHex(combinedSeed(lot, seeds.map(fromHex)))).toBe(seed);
  for (const { seeds, ...lot } of refused) expect(() => combinedSeed(lot, seeds.map(fromHex)), JSON.stringify(lot)).toThrow();
}

function draw({ roster, exclusions, roots, rankings, refused }: Vectors): void {
  for (const { salt, leaf, ...entry } of roster) expect(toHex(rosterLeaf(fromHex(salt), entry))).toBe(leaf);
  for (const { salt, exclusion_leaf, ...row } of exclusions) expect(toHex(exclusionLeaf(fromHex(salt), row))).toBe(exclusion_leaf);
  for (const { leaves, root } of roots) expect(saltedRoot(leaves.map(fromHex))).toBe(root);
  for (const { seed, leaves, ranked } of rankings) expect(ranking(fromHex(seed), leaves)).toEqual(ranked);
  for (const { salt, ...entry } of refused.roster) expect(() => rosterLeaf(fromHex(salt), entry)).toThrow();
  for (const { salt, ...row } of refused.exclusions) expect(() => exclusionLeaf(fromHex(salt), row)).toThrow();
  for (const leaves of refused.roots) expect(() => saltedRoot(leaves.map(fromHex))).toThrow("twice");
  for (const seed of refused.rankings) expect(() => ranking(fromHex(seed), [])).toThrow();
}

function drawn({ values, samples, places, refused }: Vectors): void {
  for (const { seed, name, low, high, step, value } of values) expect(drawValue(fromHex(seed), name, low, high, step)).toBe(value);
  for (const { seed, name, items, k, sample } of samples) {
    expect(drawSample(fromHex(seed), name, items, k)).toEqual(sample);
    expect(drawSample(fromHex(seed), name, [...items].reverse(), k)).toEqual(sample);
  }
  for (const { size, words, place } of places) expect(placeBelow(BigInt(size), words.map(BigInt))).toBe(BigInt(place));
  const zero = new Uint8Array(32);
  for (const { low, high, step } of refused.ranges) expect(() => drawValue(zero, "x", low, high, step), `${low} ${high} ${step}`).toThrow();
  for (const seed of refused.seeds) expect(() => drawSample(fromHex(seed), "x", [1, 2], 1), seed).toThrow("32 bytes");
  for (const items of refused.items) expect(() => drawSample(zero, "x", items, 1)).toThrow("twice");
}

function flipped(bytes: Uint8Array): Bytes {
  const wrong = new Uint8Array(bytes);
  wrong[0] = (wrong[0] as number) ^ 1;
  return wrong;
}
