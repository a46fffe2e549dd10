/** Choosing a key: one kept in this browser, or a key file, and its passphrase. The master lives only in this page's memory. */

import { type KeyFile, type Master, openKeyFile, parseKeyFile } from "../keys";
import { make } from "./dom";
import { field } from "./field";
import { fileInput, type FileInput } from "./fileinput";
import { keepKey, KEPT, keptKeys } from "./keystore";
import { type Report, Trouble } from "./report";
import { say, toldOf } from "./words";

export interface KeyPicker {
  element: HTMLElement;
  /** Unlocks the chosen key. Throws Trouble when none is chosen, it is another's, or the passphrase is wrong. */
  unlock(shown: Report): Promise<{ master: Master; file: KeyFile }>;
}

export interface Wanted {
  origin: string;
  /** Public keys that the platform has bound for this holder; empty: any key will do (the offline page). */
  allowed: readonly string[];
}

/** Builds the picker; it learns of keys that are made while it stands. */
export async function keyPicker(wanted: Wanted): Promise<KeyPicker> {
  const chosen = make("select", { id: "q-key-kept", name: "kept" });
  const chosenField = field({ label: say("用哪把密钥", "Which key"), input: chosen });
  const source = fileInput({ id: "q-key-file", accept: ".qlkey,application/json" });
  const sourceField = field({ label: say("密钥文件", "Key file"), input: source.input, control: source.element, help: say("制作密钥时保存的 .qlkey 文件，只在本机读取。", "The .qlkey file that you saved when the key was made; it is read on this machine only.") });
  const words = make("input", { id: "q-key-words", type: "password", autocomplete: "current-password" });
  const wordsField = field({ label: say("密钥口令", "The key's passphrase"), input: words, help: say("口令不离开本机。忘了口令，平台也打不开这把密钥。", "The passphrase stays on this machine. If it is forgotten, the platform cannot open the key either.") });
  let usable: KeyFile[] = [];
  const refresh = async () => {
    usable = (await keptKeys(wanted.origin).catch(() => [])).filter((file) => wanted.allowed.length === 0 || wanted.allowed.includes(file.public));
    const rows = usable.map((file) => make("option", { value: file.public }, file.label || file.public.slice(0, 12)));
    chosen.replaceChildren(...rows, make("option", { value: "" }, say("从文件选密钥（.qlkey）", "A key file (.qlkey)")));
    chosenField.element.hidden = usable.length === 0;
    sourceField.element.hidden = chosen.value !== "";
  };
  chosen.addEventListener("change", () => { sourceField.element.hidden = chosen.value !== ""; });
  document.addEventListener(KEPT, () => void refresh());
  await refresh();
  return {
    element: make("div", { class: "q-keypicker" }, chosenField.element, sourceField.element, wordsField.element),
    async unlock(shown) {
      const file = usable.find((one) => one.public === chosen.value) ?? (await readFile(source, wanted));
      requireAllowed(file, wanted);
      const master = await openKeyFile(file, words.value, (share) => shown.say(say("正在用口令打开密钥。", "Opening the key with its passphrase."), share)).catch(() => {
        throw new Trouble(say("口令打不开这把密钥。", "The passphrase does not open this key."), say("请核对口令和所选的密钥文件。", "Check the passphrase and the chosen key file."));
      });
      await keepKey(file).catch(() => undefined);
      return { master, file };
    },
  };
}

async function readFile(source: FileInput, wanted: Wanted): Promise<KeyFile> {
  const [chosen] = source.files();
  if (!chosen) throw new Trouble(say("还没有选密钥。", "No key is chosen yet."), say("请选择 .qlkey 密钥文件。", "Choose your .qlkey key file."));
  try {
    return parseKeyFile(await chosen.text(), wanted.origin);
  } catch (error) {
    throw new Trouble(say("这个文件不能用作本平台的密钥。", "This file cannot serve as a key of this platform."), toldOf(error));
  }
}

function requireAllowed(file: KeyFile, wanted: Wanted): void {
  if (wanted.allowed.length === 0 || wanted.allowed.includes(file.public)) return;
  throw new Trouble(
    say("这把密钥没有在本平台绑定给您。", "This key is not bound to you on this platform."),
    say("请改用已绑定的密钥，或到密钥页送核验。", "Use a bound key, or hand this one in on the key page."),
  );
}
