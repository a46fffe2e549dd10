/** The offline page: one file that works without a network. Makes keys, seals from a saved kit, checks receipts. Sends nothing. */

import { parseKit, type SealingKit } from "../kit";
import { policyHash } from "../policy";
import { checkReceipt } from "../receipt";
import type { SealedBid } from "../seal";
import { parseJson } from "../strict";
import { byId, make, saveFile } from "../ui/dom";
import { field } from "../ui/field";
import { fileInput } from "../ui/fileinput";
import { keyMaker } from "../ui/keymaker";
import { showReceipt } from "../ui/receiptview";
import { attempt, report, Trouble } from "../ui/report";
import { sealForm } from "../ui/sealform";
import { facts, section } from "../ui/section";
import { grouped, isEnglish, moment, say, speak, toldOf } from "../ui/words";

function main(): void {
  document.title = say("清廉 离线投标工具", "Qinglian offline bid tool");
  byId("q-brand").textContent = say("离线投标工具", "Offline bid tool");
  const change = byId("q-language");
  change.textContent = isEnglish() ? "中文" : "English";
  change.lang = isEnglish() ? "zh-CN" : "en";
  change.onclick = () => {
    speak(isEnglish() ? "zh-CN" : "en");
    main();
  };
  const place = make("div", {});
  byId("q-offline").replaceChildren(
    make("h1", { class: "q-title" }, say("不联网，也能密封投标文件", "Seal a bid without a network")),
    make("p", { class: "q-lead" }, say("这一页只在本机工作：它被禁止连接任何网络，投标文件不会离开这台电脑。", "This page works on this machine alone: it is forbidden to connect anywhere, so your files do not leave the computer.")),
    kitSection(place), place);
}

/** Everything starts from the kit: it names the platform, the opening, the guardians. */
function kitSection(place: HTMLElement): HTMLElement {
  const shown = report();
  const source = fileInput({ id: "q-kit", accept: ".json,application/json", onChange: () => void attempt(source.input, shown, async () => {
    const [file] = source.files();
    if (file) await showKit(place, await readKit(file));
    else place.replaceChildren();
  }) });
  const chosen = field({ label: say("密封资料（.json）", "Sealing kit (.json)"), input: source.input, control: source.element, help: say("从平台的项目页保存到本机，里面是公告、保管人密钥卡和核验名单，都是公开的。", "Saved from the tender's page: the notice, the guardians' cards and the policy, all public.") });
  return section(say("一、载入密封资料", "1. Load the sealing kit"), "", chosen.element, shown.element);
}

async function readKit(file: File): Promise<SealingKit> {
  try {
    return parseKit(parseJson(await file.text()));
  } catch (error) {
    throw new Trouble(say("这份密封资料不能用。", "This kit cannot be used."), toldOf(error));
  }
}

async function showKit(place: HTMLElement, kit: SealingKit): Promise<void> {
  const maker = make("div", {});
  keyMaker(maker, { origin: kit.opening.origin, holder: "", askHolder: true });
  const sealing = make("div", { id: "q-seal" });
  place.replaceChildren(
    section(say("二、核对公告", "2. Compare the notice"), say("与平台和公告栏公布的一致再往下做。", "Go on when it agrees with what is published."), noticeFacts(kit)),
    section(say("三、密钥", "3. Key"), "", make("details", { class: "q-more" }, make("summary", {}, say("还没有密钥？在这里做一把", "No key yet? Make one here")),
      make("p", { class: "q-note" }, say("做好以后，到平台的密钥页交公钥，由中心核对指纹后绑定；没有绑定的密钥，投标文件会被拒收。", "Then hand its public half in on the platform's key page; the centre binds it. Bids sealed with an unbound key are refused.")), maker)),
    section(say("四、密封", "4. Seal"), "", earlierReceipt(sealing, kit), sealing),
    section(say("五、核验回执", "5. Check a receipt"), say("递交之后。", "After submitting."), receiptCheck(kit)));
  await buildSealing(sealing, kit, null);
}

function noticeFacts(kit: SealingKit): HTMLElement {
  const named = (guardian: string) => kit.policy.guardians.find((one) => one.guardian === guardian)?.name ?? guardian;
  const groups = kit.access.groups.map(({ name, threshold, guardians }) => name === "bidder"
    ? say("投标人自己的密钥", "the bidder's own lock")
    : say("{names}（{n} 人中须有 {t} 人）", "{names} ({t} of {n})", { names: guardians.map(named).join(say("、", ", ")), n: guardians.length, t: threshold }));
  return facts([
    [say("项目", "Tender"), `${kit.name}，${kit.opening.tender}`],
    [say("标段", "Section"), `${kit.opening.section} ${kit.section_name}`],
    [say("投标截止", "Deadline"), moment(kit.deadline_at)],
    [say("密钥保管人", "Guardians"), groups.join(say("；", "; "))],
    [say("核验名单指纹", "Fingerprint of the policy"), make("code", { class: "q-long-hash" }, grouped(policyHash(kit.policy)))],
    [say("公告在日志里的叶子", "The notice's leaf"), make("code", { class: "q-long-hash" }, grouped(kit.notice.leaf))],
  ]);
}

async function buildSealing(root: HTMLElement, kit: SealingKit, supersedes: string | null): Promise<void> {
  await sealForm(root, {
    kit, bidder: "", allowedKeys: [], supersedes,
    acts: [{ label: say("密封并保存", "Seal and save"), primary: true, done: async (sealed, _, shown) => {
      saveSealed(kit, sealed);
      shown.say(say("已密封，浏览器正在保存 .qlbid 文件。请在截止前到平台的上传页递交，并保存回执。", "Sealed; the browser is saving the .qlbid file. Upload it on the platform before the deadline and keep the receipt."));
    } }],
  });
}

function saveSealed({ opening }: SealingKit, { hash, package: bytes }: SealedBid): void {
  saveFile(`${opening.tender}-${opening.section}-${hash.slice(0, 8)}.qlbid`, bytes);
}

/** A second bid must name the first: its receipt says which. */
function earlierReceipt(sealing: HTMLElement, kit: SealingKit): HTMLElement {
  const shown = report();
  const source = fileInput({ id: "q-earlier", accept: ".json,application/json", onChange: () => void attempt(source.input, shown, async () => {
    const [file] = source.files();
    const receipt = file ? checkReceipt(parseJson(await file.text()), kit.policy) : undefined;
    await buildSealing(sealing, kit, receipt?.manifest ?? null);
  }) });
  const chosen = field({ label: say("要取代的那份的回执", "Receipt of the bid to replace"), input: source.input, control: source.element, optional: true, help: say("第一次投标不填。已经递交过一份、要换成这一份的，选那一份的最新回执。", "Leave empty for a first bid. To replace a bid that you submitted, choose its newest receipt.") });
  return make("div", {}, chosen.element, shown.element);
}

function receiptCheck(kit: SealingKit): HTMLElement {
  const receipt = fileInput({ id: "q-receipt-input", accept: ".json,application/json" });
  const proof = fileInput({ id: "q-proof-input", accept: ".tlog-proof,text/plain" });
  const shown = report();
  const result = make("div", { "aria-live": "polite" });
  const button = make("button", { type: "submit", class: "q-button" }, say("核验", "Check"));
  const onsubmit = (event: Event) => {
    event.preventDefault();
    void attempt(button, shown, async () => {
      const [file] = receipt.files();
      if (!file) throw new Trouble(say("还没有选回执。", "No receipt is chosen yet."), say("请选择递交时保存的 .json 文件。", "Choose the .json file that was saved when you submitted."));
      const signed = parseJson(await file.text());
      const text = await proof.files()[0]?.text();
      await showReceipt(result, { signed, policy: kit.policy, ...(text === undefined ? {} : { fetchProof: () => Promise.resolve(text) }) });
    });
  };
  return make("form", { class: "q-form", novalidate: true, onsubmit },
    field({ label: say("回执（.json）", "Receipt (.json)"), input: receipt.input, control: receipt.element }).element,
    field({ label: say("日志证明（.tlog-proof）", "Proof (.tlog-proof)"), input: proof.input, control: proof.element, optional: true, help: say("在平台的回执页保存。", "Saved from the platform's page of receipts.") }).element,
    make("div", { class: "q-buttons" }, button), shown.element, result);
}

main();
