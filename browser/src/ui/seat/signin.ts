/** Signing in at a seat: who one is, whether one must recuse, and the key that is made for this seat alone. */

import { signSeat } from "../../session";
import { make, saveJson } from "../dom";
import { fileInput } from "../fileinput";
import { attempt, report, Trouble } from "../report";
import { section } from "../section";
import { say } from "../words";
import { importSeatKey, newSeatKey, type SeatKey } from "./key";
import type { Room, View } from "./room";

export function placeOf(view: View): string {
  return `${view.session}/${view.seat}`;
}

export function signIn(room: Room, view: View, done: () => Promise<void>, gone: () => void): HTMLElement {
  const { page } = room;
  const shown = report();
  const identity = tick("q-own-identity", say("我就是被通知的本人，凭证没有借给别人。", "I am the person who was called; I have lent the credential to nobody."));
  const recusal = tick("q-own-recusal", say("我看过下面的名单，没有应当回避的情形。", "I have read the list below, and there is nothing that makes me recuse myself."));
  const button = make("button", { type: "submit", class: "q-button q-button-main" }, say("签到", "Sign in"));
  const parties = [page.tenderer, page.agency, ...page.bidders.map(({ name }) => name)].filter(Boolean);
  const onsubmit = (event: Event) => {
    event.preventDefault();
    void attempt(button, shown, async () => {
      if (!identity.input.checked || !recusal.input.checked) throw new Trouble(say("两项都要确认。", "Both have to be confirmed."), say("有应当回避的情形，请按“我要回避”。", "If you must recuse yourself, press the button below."));
      const key = await newSeatKey(placeOf(view));
      await room.act("", signSeat(key, view));
      await done();
    });
  };
  return make("div", { class: "q-seat-alone" },
    section(say("先看名单，再签到", "Read the list, then sign in"), say("条例第四十六条", "Tendering Regulation art. 46"),
      make("p", { class: "q-prose" }, say("与下列单位三年内有任职关系、持有股份、近亲属任职，或者有其他利害关系的，应当回避。", "Recuse yourself if within three years you worked for one of these, hold its shares, have close relatives in it, or another interest.")),
      make("ul", { class: "q-list" }, ...parties.map((name) => make("li", { class: "q-row" }, name)))),
    make("form", { class: "q-form", novalidate: true, onsubmit }, make("div", { class: "q-field" }, identity.element, recusal.element),
      make("p", { class: "q-note" }, say("签到时在本机生成一把只用于这个席位的密钥。您锁定的每张表都由它签名，平台没有这把密钥。", "Signing in makes a key for this seat alone, on this machine. It signs every sheet that you lock; the platform does not have it.")),
      make("div", { class: "q-buttons" }, button), shown.element),
    recuse(room, gone));
}

/** Recusal: at any time until one's sheets are locked; the next of the same ranking is called. */
export function recuse(room: Room, gone: () => void): HTMLElement {
  const shown = report();
  const reason = make("input", { id: "q-recuse-reason", type: "text", maxlength: 200 });
  const button = make("button", { type: "button", class: "q-button" }, say("我要回避", "I recuse myself"));
  button.addEventListener("click", () => void attempt(button, shown, async () => {
    if (!reason.value.trim()) throw new Trouble(say("请写明回避的原因。", "State why you recuse yourself."), say("例如：近亲属在某投标单位任职。", "For example: a close relative works for a bidder."));
    await room.act("/recusal", { reason: reason.value.trim() });
    gone();
  }));
  return make("details", { class: "q-more" }, make("summary", {}, say("有应当回避的情形", "I must recuse myself")),
    make("div", { class: "q-field" }, make("label", { for: reason.id }, say("原因", "Reason")), reason),
    make("div", { class: "q-buttons" }, button), shown.element);
}

/** The seat is taken, but its key is in another browser. */
export function bringKey(view: View, done: (key: SeatKey) => Promise<void>): HTMLElement {
  const shown = report();
  const source = fileInput({ id: "q-seat-key", accept: "application/json,.json" });
  const button = make("button", { type: "button", class: "q-button q-button-main" }, say("用这个文件", "Use this file"));
  button.addEventListener("click", () => void attempt(button, shown, async () => {
    const [file] = source.files();
    if (!file) throw new Trouble(say("还没有选文件。", "No file is chosen."), say("在原来的电脑上，评分页底部可以保存席位密钥。", "On the machine where you signed in, the page offers the seat's key as a file."));
    await done(await importSeatKey(await file.text(), placeOf(view), view.public));
  }));
  return make("div", { class: "q-seat-alone" }, section(say("这个席位的密钥不在本浏览器", "This seat's key is not in this browser"), "",
    make("p", { class: "q-prose" }, say("您在另一台电脑（或另一个浏览器）上签到过。请回到那里继续；确实要换，请把席位密钥文件带过来。文件也没有了，请主持人更换席位。", "You signed in on another machine or browser. Go on there, or bring the seat's key file. If that is lost, ask the host to replace the seat.")),
    make("div", { class: "q-field" }, make("label", { for: "q-seat-key" }, say("席位密钥文件", "The seat's key file")), source.element),
    make("div", { class: "q-buttons" }, button), shown.element));
}

export function saveKey(key: SeatKey, view: View): HTMLElement {
  return make("button", { type: "button", class: "q-textbutton", onclick: () => saveJson(`seat-${view.seat}.json`, key.asFile(placeOf(view))) }, say("保存席位密钥（换电脑时用）", "Save the seat's key (for moving to another machine)"));
}

function tick(id: string, words: string) {
  const input = make("input", { type: "checkbox", id });
  return { input, element: make("div", {}, make("label", { for: id }, input, words)) };
}
