/** Making a key: the master is born here, leaves this page only under its passphrase, and is saved before anything else happens. */

import { fingerprint } from "../fingerprint";
import { type KeyFile, Master } from "../keys";
import { isWeak, LEAST_CHARACTERS, proposePassphrase } from "../passphrase";
import { make, saveJson } from "./dom";
import { field } from "./field";
import { keepKey } from "./keystore";
import { attempt, report, Trouble } from "./report";
import { facts } from "./section";
import { say } from "./words";

export interface KeyToMake {
  origin: string;
  holder: string;
  /** Called once the file is saved, to hand the key in; absent on the offline page. */
  handIn?: (master: Master, file: KeyFile) => Promise<void>;
  /** Asks who holds the key (the offline page, which knows nobody). */
  askHolder?: boolean;
}

/** Builds the form into `root`. */
export function keyMaker(root: HTMLElement, about: KeyToMake): void {
  const parts = fieldsOf(about);
  const shown = report();
  const after = make("div", {});
  const button = make("button", { type: "submit", class: "q-button q-button-main" }, say("制作密钥", "Make the key"));
  const propose = make("button", { type: "button", class: "q-button q-button-plain", onclick: () => parts.propose() }, say("给我一个口令", "Propose a passphrase"));
  const onsubmit = (event: Event) => {
    event.preventDefault();
    void attempt(button, shown, async () => {
      const made = await makeKey(about, parts, (sentence, share) => shown.say(sentence, share));
      shown.clear();
      after.replaceChildren(saved(made, about));
    });
  };
  root.replaceChildren(
    make("form", { class: "q-form", novalidate: true, onsubmit }, ...parts.elements, make("div", { class: "q-buttons" }, button, propose), shown.element), after);
}

function fieldsOf(about: KeyToMake) {
  const holder = make("input", { id: "q-key-holder", autocomplete: "off" });
  const label = make("input", { id: "q-key-label", autocomplete: "off", maxlength: 100 });
  const words = make("input", { id: "q-key-new", type: "password", autocomplete: "new-password" });
  const again = make("input", { id: "q-key-again", type: "password", autocomplete: "new-password" });
  const fields = {
    holder: field({ label: say("本单位编号", "Your organisation's id"), input: holder, help: say("登记后在“密钥”页上可以看到，以 org- 开头。", "It stands on the key page once you are registered and begins with org-.") }),
    label: field({ label: say("密钥名称", "Name of the key"), input: label, help: say("给自己认的，例如“投标专用，2026 年”。会随公钥登记。", "For yourself, for example “bids, 2026”. It is registered with the public key.") }),
    words: field({ label: say("口令", "Passphrase"), input: words, help: say("至少 {n} 个字符。平台不知道口令，忘了无法找回。", "At least {n} characters. The platform does not know it and cannot recover it.", { n: LEAST_CHARACTERS }) }),
    again: field({ label: say("再输一遍口令", "The passphrase once more"), input: again }),
  };
  const elements = [about.askHolder && fields.holder, fields.label, fields.words, fields.again].filter((one) => typeof one === "object").map(({ element }) => element);
  return {
    ...fields,
    elements,
    propose() {
      words.type = again.type = "text";
      words.value = again.value = proposePassphrase();
      words.focus();
      words.select();
    },
  };
}

async function makeKey(about: KeyToMake, parts: ReturnType<typeof fieldsOf>, tell: (sentence: string, share: number) => void) {
  const passphrase = checkedPassphrase(parts);
  const holder = about.askHolder ? checkedHolder(parts) : about.holder;
  const master = Master.random();
  const label = parts.label.input.value.trim() || say("签名密钥", "Signing key");
  const onShare = (share: number) => tell(say("正在用口令加密密钥，约需几秒。", "Locking the key under its passphrase; this takes some seconds."), share);
  const file = await master.keyFile(passphrase, { origin: about.origin, holder, label }, 18, onShare);
  await keepKey(file).catch(() => undefined);
  saveKey(file);
  return { master, file };
}

function saveKey(file: KeyFile): void {
  saveJson(`${file.holder}-${fingerprint(file.public).slice(0, 9).replace(" ", "")}.qlkey`, file);
}

function checkedPassphrase(parts: ReturnType<typeof fieldsOf>): string {
  const [words, again] = [parts.words.input.value, parts.again.input.value];
  const weak = isWeak(words);
  parts.words.wrong(weak ? say("口令太短或太简单，至少 {n} 个字符。", "Too short or too plain: at least {n} characters.", { n: LEAST_CHARACTERS }) : "");
  parts.again.wrong(!weak && words !== again ? say("两遍口令不一样。", "The two passphrases differ.") : "");
  if (weak || words !== again) {
    (weak ? parts.words : parts.again).input.focus();
    throw new Trouble(say("密钥还没有做。", "No key was made yet."), say("请改好口令再按一次。", "Mend the passphrase and press again."));
  }
  return words;
}

function checkedHolder(parts: ReturnType<typeof fieldsOf>): string {
  const holder = parts.holder.input.value.trim();
  const fits = /^(org|per)-[a-z0-9]{16}$/.test(holder);
  parts.holder.wrong(fits ? "" : say("编号应以 org- 开头，后面 16 个字母或数字。", "The id begins with org- and has 16 letters or digits after it."));
  if (!fits) throw new Trouble(say("密钥还没有做。", "No key was made yet."), say("请填本单位编号。", "Enter your organisation's id."));
  return holder;
}

function saved({ master, file }: { master: Master; file: KeyFile }, about: KeyToMake): HTMLElement {
  const shown = report();
  const send = make("button", { type: "button", class: "q-button q-button-main" }, say("已保存，送中心绑定", "Saved: hand in for binding"));
  send.addEventListener("click", () => void attempt(send, shown, () => about.handIn?.(master, file) ?? Promise.resolve()));
  const again = make("button", { type: "button", class: "q-button", onclick: () => saveKey(file) }, say("再存一份密钥文件", "Save the key file again"));
  return make("div", { class: "q-state q-section", id: "q-key-made" },
    make("p", {}, make("b", {}, say("密钥做好了，密钥文件已交给浏览器保存。", "The key is made; the browser is saving its file."))),
    make("p", {}, say("请看一眼下载文件夹里有没有 .qlkey 文件，再抄到两个 U 盘分开存放。文件和口令都没有，就打不开自己的投标。", "Check that the .qlkey file is in your downloads, then copy it to two memory sticks kept apart. Without file and passphrase you cannot open your own bid.")),
    facts([[say("指纹", "Fingerprint"), make("code", { class: "q-long-hash" }, fingerprint(file.public))]]),
    make("p", {}, say("中心核验员会打电话逐组核对这串指纹。", "The centre's verifier will call and compare this fingerprint group by group.")),
    make("div", { class: "q-buttons" }, about.handIn && send, again), shown.element);
}
