/** A party's part of one lot: making a seed on this machine, committing to it, depositing it; telling it when its time has come. */

import { randomBytes, toHex } from "../bytes";
import { jcs, type JsonObject } from "../canonical";
import { makeDeposit, type Party, type PartyLot } from "../deposit";
import { type LotKit, lotRecipients } from "../lotkit";
import type { Opening } from "../opening";
import { parsePolicy } from "../policy";
import { parseSeedFile, requireCommitment, type SeedFile, seedFile } from "../seedfile";
import { Told } from "../told";
import { PARTIES_OF } from "../withheld";
import { chip } from "./checklist";
import { csrfToken, make, saveJson } from "./dom";
import { fetchJson } from "./fetching";
import { field } from "./field";
import { fileInput } from "./fileinput";
import { policyCheck } from "./policycheck";
import { attempt, report, Trouble } from "./report";
import { forgetSeed, keepSeed, keptSeed } from "./seedstore";
import { stepList } from "./steplist";
import { postJson } from "./upload";
import { hash4, say } from "./words";

export interface LotsPage {
  opening: Opening;
  policy: unknown;
  lot_url: string;
  seeds_url: string;
  reveal_url: string;
  lots: LotRow[];
}

/** One own part: `commitment` is "" until the party has committed. */
export interface LotRow extends PartyLot {
  id: string;
  act: "commit" | "reveal" | "";
  commitment: string;
}

interface ShownSeed {
  purpose: string;
  scope: JsonObject;
  party: Party;
  commitment: string;
  seed: string;
}

/** Builds the part into `place`: what can be done now, or where the seed is kept. */
export async function lotPart(place: HTMLElement, row: LotRow, page: LotsPage): Promise<void> {
  if (row.act === "commit") place.replaceChildren(committing(row, page));
  else if (row.act === "reveal") place.replaceChildren(await revealing(row, page));
  else place.replaceChildren(await keeping(row, page));
}

function committing(row: LotRow, page: LotsPage): HTMLElement {
  const policy = parsePolicy(page.policy);
  const check = policyCheck(policy);
  const shown = report();
  const steps = stepList([
    say("核验名单是公布的那一份", "The policy is the published one"),
    say("每位保管人的公钥都有本人签的密钥卡", "Every guardian's recipient stands on a signed card"),
    say("在本机生成种子，存进本浏览器", "The seed is made here and kept in this browser"),
    say("拆成份额，分别锁给保管人", "Split, each share locked to its guardian"),
    say("交给平台，再读回来对照", "Handed in and read back"),
  ]);
  const button = make("button", { type: "submit", class: "q-button q-button-main" }, say("生成种子并提交", "Make a seed and commit"));
  const onsubmit = submitting(button, shown, async () => {
    await steps.run(0, () => check.confirm(), (hash) => say("指纹 {hash}", "Fingerprint {hash}", { hash: hash4(hash) }));
    const kit = await fetchJson<LotKit>(page.lot_url);
    const recipients = await steps.run(1, () => lotRecipients(kit, page.opening, policy), (found) => say("{n} 位保管人", "{n} guardians", { n: Object.keys(found).length }));
    const seed = randomBytes(32);
    const file = seedFile(seed, row);
    await steps.run(2, () => keepSeed(file), () => say("承诺 {hash}", "Commitment {hash}", { hash: hash4(file.commitment) }));
    const deposit = await steps.run(3, () => makeDeposit(seed, row, kit.access, recipients), ({ envelopes }) => say("{n} 份", "{n} shares", { n: Object.keys(envelopes).length }));
    const { purpose, scope, party } = row;
    const body = { purpose, scope, party, commitment: file.commitment, deposit };
    await steps.run(4, () => posted(page.seeds_url, body, page, ({ commitment }) => commitment === file.commitment), () => say("平台记下的与本机一致", "What the platform stored is ours"));
    location.reload();
  });
  return make("form", { class: "q-form", novalidate: true, onsubmit }, explained(), check.element, buttons(button), shown.element, steps.element);
}

async function revealing(row: LotRow, page: LotsPage): Promise<HTMLElement> {
  const kept = await keptSeed(row.commitment);
  const source = fileInput({ id: `${row.id}-file`, accept: ".qlseed,application/json" });
  const sourceField = field({ label: say("种子文件", "Seed file"), input: source.input, control: source.element, help: say("提交时保存的 .qlseed 文件。", "The .qlseed file that you saved when you committed.") });
  const shown = report();
  const steps = stepList([
    say("种子与本方的承诺相符", "The seed fits your commitment"),
    say("各方都已承诺", "Every party has committed"),
    say("公开，再读回来对照", "Told and read back"),
  ]);
  const button = make("button", { type: "submit", class: "q-button q-button-main" }, say("公开种子", "Tell the seed"));
  const onsubmit = submitting(button, shown, async () => {
    const given = kept ?? (await chosen(source.files()));
    const file = await steps.run(0, () => requireCommitment(given, row.commitment), (found) => hash4(found.commitment));
    await steps.run(1, () => requireAll(row, page), (n) => say("{n} 方", "{n} parties", { n }));
    const { purpose, scope, party } = row;
    await steps.run(2, () => posted(page.reveal_url, { purpose, scope, party, seed: file.seed }, page, ({ seed }) => seed === file.seed), () => say("平台公开的就是这个种子", "The platform shows this very seed"));
    await forgetSeed(row.commitment);
    location.reload();
  });
  return make("form", { class: "q-form", novalidate: true, onsubmit }, kept ? keptNote() : absent(), kept ? null : sourceField.element, buttons(button, kept && saving(kept)), shown.element, steps.element);
}

/** After the commitment: what the platform stored, read back, and whether this browser keeps the seed. */
async function keeping(row: LotRow, page: LotsPage): Promise<HTMLElement> {
  const kept = await keptSeed(row.commitment);
  const stored = await own(row, page).catch(() => undefined);
  const fits = stored?.commitment === row.commitment;
  const look = fits && kept ? chip("ok", say("已提交", "Committed")) : fits ? chip("wait", say("种子不在本机", "Not kept here")) : chip("stop", say("对不上", "Differs"));
  const words = fits ? (kept ? keptNote() : absent()) : make("p", {}, make("b", {}, say("平台记下的承诺与本页不同，请先不要公开，把这一页告诉监督部门。", "The platform's commitment differs from this page's: do not tell the seed, show this page to the supervisor.")));
  return make("div", { class: "q-state" }, look, words, make("p", { class: "q-note" }, say("承诺 ", "Commitment "), make("code", { class: "q-hash" }, hash4(row.commitment))), kept && buttons(saving(kept)));
}

function explained(): HTMLElement {
  return make("p", {}, say("种子只留在本机，到时再公开。丢了也不要紧：保管人可以按存底放出。", "The seed stays on this machine until it is told. Losing it does no harm: the guardians can release the deposit."));
}

function keptNote(): HTMLElement {
  return make("p", {}, say("种子存在本浏览器里。换电脑公开的，先保存种子文件。", "This browser keeps the seed. To tell it from another computer, save the seed file first."));
}

function absent(): HTMLElement {
  return make("p", {}, make("b", {}, say("本浏览器没有存这个种子。", "This browser does not keep this seed.")), " ", say("请用提交时的电脑，或选种子文件。都没有也不要紧：到时不公开，由保管人按存底放出。", "Use the computer on which it was made, or the seed file. With neither, do nothing: the guardians release the deposit."));
}

function saving(file: SeedFile): HTMLElement {
  const name = `${String(file.scope["tender"])}-${file.purpose}-${file.party}.qlseed`;
  return make("button", { type: "button", class: "q-button q-button-plain", onclick: () => saveJson(name, file) }, say("保存种子文件", "Save the seed file"));
}

function buttons(...children: (HTMLElement | undefined)[]): HTMLElement {
  return make("div", { class: "q-buttons" }, ...children);
}

function submitting(button: HTMLElement, shown: ReturnType<typeof report>, act: () => Promise<void>): (event: Event) => void {
  return (event) => {
    event.preventDefault();
    void attempt(button, shown, act);
  };
}

/** Posts, then reads the seeds back; throws when the platform shows something else. */
async function posted(url: string, body: PartyLot & Record<string, unknown>, page: LotsPage, fits: (row: ShownSeed) => boolean): Promise<void> {
  await postJson(url, body, { "X-CSRFToken": csrfToken() });
  const stored = await own(body, page);
  if (!stored || !fits(stored)) throw new Trouble(say("平台读回的与本机交的不同。", "What the platform shows is not what was handed in."), say("请把这一页告诉监督部门。", "Show this page to the supervisor."));
}

/** The party's seed as the platform shows it: of several commitments the last. */
async function own(lot: PartyLot, page: LotsPage): Promise<ShownSeed | undefined> {
  return (await inLot(lot, page)).filter(({ party }) => party === lot.party).at(-1);
}

async function inLot({ purpose, scope }: PartyLot, page: LotsPage): Promise<ShownSeed[]> {
  const rows = await fetchJson<ShownSeed[]>(page.seeds_url);
  return rows.filter((row) => row.purpose === purpose && toHex(jcs(row.scope)) === toHex(jcs(scope)));
}

async function requireAll(lot: PartyLot, page: LotsPage): Promise<number> {
  const rows = await inLot(lot, page);
  const parties = PARTIES_OF[lot.purpose] ?? [];
  if (!parties.every((party) => rows.some((row) => row.party === party))) throw new Told("还有一方没有承诺，现在公开会被人利用", "a party has not committed yet: telling the seed now could be exploited");
  return parties.length;
}

async function chosen([file]: readonly File[]): Promise<SeedFile> {
  if (!file) throw new Trouble(say("还没有选种子文件。", "No seed file is chosen yet."), say("请选择 .qlseed 文件；没有的，等保管人按存底放出。", "Choose the .qlseed file; without one, the guardians release the deposit."));
  return parseSeedFile(await file.text());
}
