/** The bid beside the sheet: page by page as images, with the text for those who search or listen. */

import { make, saveFile } from "../dom";
import { fileSize, say, toldOf } from "../words";
import type { Bid, BidFile, Page, Room } from "./room";

export interface Reader {
  element: HTMLElement;
  /** Shows a bid; it comes back at the file and page where one left it. */
  show(bid: Bid): void;
  /** Turns pages: +1, -1. */
  turn(by: number): void;
}

interface Place { file: number; page: number }

export function reader(room: Room): Reader {
  const places = new Map<string, Place>();
  const files = make("select", { id: "q-reader-file", "aria-label": say("文件", "File") });
  const number = make("input", { id: "q-reader-page", class: "q-reader-page", inputmode: "numeric", "aria-label": say("页码", "Page") });
  const of = make("span", {});
  const back = make("button", { type: "button", class: "q-textbutton", onclick: () => turn(-1) }, say("上一页", "Previous"));
  const on = make("button", { type: "button", class: "q-textbutton", onclick: () => turn(1) }, say("下一页", "Next"));
  const image = make("img", { class: "q-reader-image", alt: "", hidden: true });
  const words = make("pre", { class: "q-reader-text", tabindex: 0 });
  const text = make("details", { class: "q-more" }, make("summary", {}, say("本页文字（可查找、朗读）", "Text of this page")), words);
  const state = make("p", { class: "q-note", role: "status" });
  const save = make("button", { type: "button", class: "q-textbutton", hidden: true, onclick: () => void download() }, say("下载这个文件", "Download the file"));
  let bid: Bid | undefined;
  let pages = 0;
  let wanted = 0;

  files.addEventListener("change", () => go({ file: Number(files.value), page: 1 }));
  number.addEventListener("change", () => go({ ...place(), page: Number(number.value) || 1 }));

  const element = make("section", { class: "q-reader", "aria-label": say("投标文件", "The bid") },
    make("div", { class: "q-reader-bar" }, files, make("span", { class: "q-reader-turn" }, back, say("第 ", "page "), number, of, on)),
    state, make("div", { class: "q-reader-paper", tabindex: 0, role: "group", "aria-label": say("页面", "The page") }, image), save, text);
  return { element, turn, show };

  function show(next: Bid): void {
    bid = next;
    files.replaceChildren(...next.files.map((file, at) => make("option", { value: at }, `${file.name}（${fileSize(file.size)}）`)));
    go(places.get(next.key) ?? { file: 0, page: 1 });
  }

  function place(): Place {
    return (bid && places.get(bid.key)) ?? { file: 0, page: 1 };
  }

  function turn(by: number): void {
    const { file, page } = place();
    if (page + by >= 1 && (pages === 0 || page + by <= pages)) go({ file, page: page + by });
  }

  function go(to: Place): void {
    if (!bid) return;
    const page = Math.min(Math.max(1, to.page), pages && to.file === place().file ? pages : to.page);
    places.set(bid.key, { file: to.file, page });
    files.value = String(to.file);
    void draw(bid, bid.files[to.file], page);
  }

  async function draw(shown: Bid, file: BidFile | undefined, page: number): Promise<void> {
    const turnNumber = ++wanted;
    if (!file) return say_(say("这份投标文件没有文件。", "This bid has no file here."));
    state.textContent = say("正在取第 {page} 页。", "Fetching page {page}.", { page });
    try {
      const drawn = await room.drawn(shown, file, page);
      if (turnNumber === wanted) put(drawn);
    } catch (error) {
      if (turnNumber !== wanted) return;
      pages = 0;
      say_(say("{why} 可以下载后查看。", "{why} You may download it.", { why: toldOf(error) }));
      save.hidden = false;
    }
  }

  function put(drawn: Page): void {
    pages = drawn.pages;
    image.src = `data:image/png;base64,${drawn.png}`;
    image.width = drawn.width;
    image.height = drawn.height;
    image.alt = say("第 {n} 页的图像，文字在下面", "Image of page {n}; its text is below", { n: drawn.number });
    image.hidden = false;
    save.hidden = true;
    state.textContent = "";
    number.value = String(drawn.number);
    of.textContent = ` / ${drawn.pages} ${say("页", "")}`;
    words.textContent = drawn.text || say("（这一页没有文字，可能是扫描件）", "(no text on this page; it may be a scan)");
    back.toggleAttribute("disabled", drawn.number === 1);
    on.toggleAttribute("disabled", drawn.number === drawn.pages);
  }

  function say_(sentence: string): void {
    state.textContent = sentence;
    image.hidden = true;
    words.textContent = "";
    of.textContent = "";
  }

  async function download(): Promise<void> {
    const file = bid?.files[place().file];
    if (!bid || !file) return;
    try {
      saveFile(file.name, await room.whole(bid, file));
    } catch (error) {
      say_(toldOf(error));
    }
  }
}
