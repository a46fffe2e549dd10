/** A file input that speaks the page's language: a button-like label over the browser's own input, and what was chosen below. */

import { make } from "./dom";
import { icon } from "./icon";
import { fileSize, say } from "./words";

export interface FileInput {
  element: HTMLElement;
  input: HTMLInputElement;
  files(): readonly File[];
}

/** One file, or with `multiple` a list to which files are added and from which they are removed. */
export function fileInput(about: { id: string; accept: string; multiple?: boolean; onChange?: () => void }): FileInput {
  const { id, accept, multiple = false, onChange } = about;
  let chosen: readonly File[] = [];
  const input = make("input", { id, type: "file", accept, multiple, class: "q-file-input" });
  const list = make("ul", { class: "q-files" });
  const choose = (files: readonly File[]) => {
    chosen = files;
    list.replaceChildren(...chosen.map((file) => row(file, () => {
      choose(chosen.filter((one) => one !== file));
      input.focus();
    })));
    onChange?.();
  };
  input.addEventListener("change", () => {
    const added = [...(input.files ?? [])].filter((file) => !chosen.some((one) => one.name === file.name && one.size === file.size));
    input.value = "";
    if (added.length > 0) choose(multiple ? [...chosen, ...added] : added);
  });
  const label = make("label", { for: id, class: "q-button q-button-plain" }, icon("plus"), multiple ? say("选择文件", "Choose files") : say("选择文件", "Choose a file"));
  return { element: make("div", { class: "q-file-control" }, input, label, list), input, files: () => chosen };
}

function row(file: File, remove: () => void): HTMLElement {
  return make("li", { class: "q-file" },
    make("span", { class: "q-file-name" }, file.name), make("span", { class: "q-file-size" }, fileSize(file.size)),
    make("button", { type: "button", class: "q-textbutton", onclick: remove, "aria-label": say("移除 {name}", "Remove {name}", { name: file.name }) }, say("移除", "Remove")));
}

/** What the checks need to know of a chosen file. */
export async function describeChosen(file: File) {
  const start = new TextDecoder("latin1").decode(await file.slice(0, 5).arrayBuffer());
  return { name: file.name, size: file.size, isPdf: start === "%PDF-" };
}
