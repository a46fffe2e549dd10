/** Choosing the files of one compartment: add, see sizes, remove. Files stay on this machine until they are sealed. */

import type { ChosenFile } from "../checks";
import { field } from "./field";
import { make } from "./dom";
import { fileSize, say } from "./words";

export interface FileList {
  element: HTMLElement;
  files(): File[];
  described(): Promise<ChosenFile[]>;
}

export function fileList(about: { id: string; label: string; help: string; onChange: () => void }): FileList {
  let chosen: File[] = [];
  const input = make("input", { id: about.id, type: "file", multiple: true, accept: "application/pdf,.pdf" });
  const list = make("ul", { class: "q-files" });
  const show = () => {
    list.replaceChildren(...chosen.map((file) => row(file, () => {
      chosen = chosen.filter((one) => one !== file);
      show();
      input.focus();
    })));
    about.onChange();
  };
  input.addEventListener("change", () => {
    const added = [...(input.files ?? [])].filter((file) => !chosen.some((one) => one.name === file.name && one.size === file.size));
    chosen = [...chosen, ...added];
    input.value = "";
    show();
  });
  const made = field({ label: about.label, input, help: about.help });
  made.element.append(list);
  return { element: made.element, files: () => chosen, described: () => Promise.all(chosen.map(describe)) };
}

function row(file: File, remove: () => void): HTMLElement {
  return make("li", { class: "q-file" },
    make("span", { class: "q-file-name" }, file.name), make("span", { class: "q-file-size" }, fileSize(file.size)),
    make("button", { type: "button", class: "q-textbutton", onclick: remove, "aria-label": say("移除 {name}", "Remove {name}", { name: file.name }) }, say("移除", "Remove")));
}

async function describe(file: File): Promise<ChosenFile> {
  const start = new TextDecoder("latin1").decode(await file.slice(0, 5).arrayBuffer());
  return { name: file.name, size: file.size, isPdf: start === "%PDF-" };
}
