/** The platform's page that seals a bid and hands it in; also withdrawing one. */

import { parseKit, type SealingKit } from "../kit";
import type { Receipt } from "../receipt";
import { type SealedBid, withdrawBid } from "../seal";
import { byId, make, pageData, saveFile } from "../ui/dom";
import { addressed, fetchText } from "../ui/fetching";
import { keyPicker } from "../ui/keypicker";
import { saveReceipt, showReceipt } from "../ui/receiptview";
import { attempt, report, type Report } from "../ui/report";
import { sealForm } from "../ui/sealform";
import { postBytes, postJson } from "../ui/upload";
import { say } from "../ui/words";

interface SealPage {
  kit: unknown;
  bidder: string;
  keys: string[];
  in_force: string | null;
  package_url: string;
  withdrawal_url: string;
  proof_url: string;
  mode: "seal" | "withdraw";
}

async function main(page: SealPage): Promise<void> {
  const root = byId("q-seal");
  try {
    const kit = parseKit(page.kit);
    await (page.mode === "withdraw" ? withdrawal(root, page, kit) : sealing(root, page, kit));
  } catch (error) {
    const shown = report();
    root.replaceChildren(shown.element);
    shown.fail(error);
  }
}

async function sealing(root: HTMLElement, page: SealPage, kit: SealingKit): Promise<void> {
  await sealForm(root, {
    kit,
    bidder: page.bidder,
    allowedKeys: page.keys,
    supersedes: page.in_force,
    acts: [
      { label: say("密封并递交", "Seal and submit"), primary: true, done: (sealed, _, shown) => submit(root, page, kit, sealed, shown) },
      { label: say("只密封，存成文件", "Seal and save only"), primary: false, done: async (sealed, _, shown) => save(sealed, kit, shown) },
    ],
  });
}

async function submit(root: HTMLElement, page: SealPage, kit: SealingKit, sealed: SealedBid, shown: Report): Promise<void> {
  shown.say(say("正在上传，传完才算送达。", "Uploading; it has arrived when all of it has."), 0);
  const send = () => postBytes(page.package_url, sealed.package, (share) => shown.say(say("正在上传，传完才算送达。", "Uploading; it has arrived when all of it has."), share), { "Content-Type": "application/octet-stream" });
  const receipt = await send().catch((error: unknown) => {
    offerSave(shown, sealed, kit);
    throw error;
  });
  await showDone(root, page, kit, receipt, sealed);
}

/** After a failed upload the sealed file is not lost: it can be kept and handed in from elsewhere. */
function offerSave(shown: Report, sealed: SealedBid, kit: SealingKit): void {
  shown.element.querySelector(".q-button")?.remove();
  shown.element.append(make("button", { type: "button", class: "q-button", onclick: () => saveFile(packageName(kit, sealed), sealed.package) }, say("保存密封好的文件", "Save the sealed file")));
}

async function showDone(root: HTMLElement, page: SealPage, kit: SealingKit, answer: unknown, sealed?: SealedBid): Promise<void> {
  const signed = answer as { document: Receipt };
  saveReceipt(signed);
  const checks = make("div", {});
  const title = make("h2", { tabindex: -1 }, page.mode === "withdraw" ? say("已撤回", "Withdrawn") : say("已递交", "Submitted"));
  const buttons = make("div", { class: "q-buttons" },
    make("button", { type: "button", class: "q-button q-button-main", onclick: () => saveReceipt(signed) }, say("再存一份回执", "Save the receipt again")),
    sealed && make("button", { type: "button", class: "q-button", onclick: () => saveFile(packageName(kit, sealed), sealed.package) }, say("保存密封包", "Save the sealed file")));
  const note = make("p", {}, say("回执已交给浏览器保存。回执自己能核：每一张最后只能是已解密、解密失败、已取代、已撤回之一。", "The browser is saving the receipt. You can check it yourself: each ends as opened, failed, superseded or withdrawn, and nothing else."));
  root.replaceChildren(make("div", { class: "q-state", id: "q-seal-done" }, title, note, checks, buttons));
  title.focus();
  const manifest = sealed?.hash ?? page.in_force ?? undefined;
  await showReceipt(checks, {
    signed, policy: kit.policy, ...(manifest ? { manifest } : {}),
    fetchProof: ({ leaf }) => fetchText(addressed(page.proof_url, { LEAF: leaf })),
  });
}

function save(sealed: SealedBid, kit: SealingKit, shown: Report): void {
  saveFile(packageName(kit, sealed), sealed.package);
  shown.say(say("已密封并交给浏览器保存。还没有递交：请在截止前上传这个文件。", "Sealed; the browser is saving it. It is not submitted yet: upload the file before the deadline."));
}

function packageName({ opening }: SealingKit, { hash }: SealedBid): string {
  return `${opening.tender}-${opening.section}-${hash.slice(0, 8)}.qlbid`;
}

async function withdrawal(root: HTMLElement, page: SealPage, kit: SealingKit): Promise<void> {
  const picker = await keyPicker({ origin: kit.opening.origin, allowed: page.keys });
  const shown = report();
  const button = make("button", { type: "submit", class: "q-button q-button-refer" }, say("签名并撤回", "Sign and withdraw"));
  const onsubmit = (event: Event) => {
    event.preventDefault();
    void attempt(button, shown, async () => {
      const { master } = await picker.unlock();
      const signed = withdrawBid(master, { opening: kit.opening, bidder: page.bidder, manifest: page.in_force ?? "" });
      await showDone(root, page, kit, await postJson(page.withdrawal_url, signed));
    });
  };
  root.replaceChildren(make("form", { class: "q-form", novalidate: true, onsubmit }, picker.element, make("div", { class: "q-buttons" }, button), shown.element));
}

const page = pageData<SealPage>("q-seal-data");
if (page) void main(page);
