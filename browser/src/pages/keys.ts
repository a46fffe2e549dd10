/** The key page of organisations and guardians: make a key here, hand its public half in, forget kept keys. */

import { signDocument } from "../documents";
import { fingerprint } from "../fingerprint";
import { byId, make, pageData } from "../ui/dom";
import { keyMaker } from "../ui/keymaker";
import { forgetKey, keptKeys } from "../ui/keystore";
import { say } from "../ui/words";

interface KeysPage {
  origin: string;
  holder: string;
  organisation: string;
  name: string;
  purpose: "organisation" | "guardian";
}

const page = pageData<KeysPage>("q-keys-data");
if (page) {
  const { origin, holder, organisation, name, purpose } = page;
  keyMaker(byId("q-key-maker"), {
    origin,
    holder,
    async handIn(master, { label }) {
      const proposal = { type: "key-proposal/v1", origin, organisation, name, purpose, label };
      const form = byId<HTMLFormElement>("q-key-proposal");
      byId<HTMLTextAreaElement>("id_signed").value = JSON.stringify(signDocument(master, proposal));
      form.submit();
    },
  });
  void showKept(byId("q-keys-kept"), origin);
}

async function showKept(root: HTMLElement, origin: string): Promise<void> {
  const kept = await keptKeys(origin).catch(() => []);
  const rows = kept.map((file) => {
    const forget = () => void forgetKey(file.public).then(() => showKept(root, origin));
    return make("li", { class: "q-file" },
      make("span", { class: "q-file-name" }, file.label, make("code", { class: "q-detail" }, fingerprint(file.public))),
      make("button", { type: "button", class: "q-textbutton", onclick: forget, "aria-label": say("从本浏览器移除 {name}", "Remove {name} from this browser", { name: file.label }) }, say("移除", "Remove")));
  });
  root.replaceChildren(rows.length > 0 ? make("ul", { class: "q-files" }, ...rows) : make("p", { class: "q-note" }, say("本浏览器没有存密钥。密封时可以直接选 .qlkey 文件。", "This browser keeps no key. When sealing, choose your .qlkey file.")));
}
