/** Clarifications: the chair asks in writing, everybody at the table reads question and answer (REG 52). */

import { make } from "../dom";
import { field } from "../field";
import { attempt, report, Trouble } from "../report";
import { section } from "../section";
import { moment, say } from "../words";
import type { Asked, Room, View } from "./room";

export function asking(room: Room, view: View, done: () => Promise<void>): HTMLElement | string {
  const owed = view.bids.filter((bid) => bid.is_low && !view.clarifications.some((one) => one.number === Number(bid.key)));
  const rows = view.clarifications.map((one) => asked(one));
  const may = view.is_chair && ["review", "business", "summary"].includes(view.stage);
  if (rows.length === 0 && !may && owed.length === 0) return "";
  return section(say("澄清和说明", "Clarifications"), say("条例第五十二条：不得暗示或者诱导，不接受主动澄清", "Tendering Regulation art. 52: no hints; nothing that was not asked for"),
    owed.length > 0 && make("div", { class: "q-state" }, make("p", {}, make("b", {}, say("{who} 号报价低于审查线，初步评审结束前必须书面询问。", "No. {who} lies below the review line: it must be asked in writing before the review can end.", { who: owed.map((bid) => bid.key).join(say("、", ", ")) })))) || make("span", {}),
    ...rows, may ? form(room, done) : make("span", {}));
}

function asked(one: Asked): HTMLElement {
  return make("div", { class: "q-seat-asked" }, make("p", {}, make("b", {}, say("问 {n} 号：", "To No. {n}: ", { n: one.number })), one.question),
    one.answered_at ? make("p", { class: "q-answer" }, make("b", {}, say("答：", "Answer: ")), one.answer) : make("p", { class: "q-note" }, say("等答复，到 {at}", "Answer due by {at}", { at: moment(one.answer_until_at) })));
}

function form(room: Room, done: () => Promise<void>): HTMLElement {
  const shown = report();
  const whom = make("select", { id: "q-ask-bid" }, ...room.page.bidders.map((bid) => make("option", { value: bid.number }, say("{number} 号 {name}", "No. {number} {name}", bid))));
  const question = make("textarea", { id: "q-ask-question", rows: 3, maxlength: 4000 });
  const minutes = make("input", { id: "q-ask-minutes", inputmode: "numeric", value: "60", class: "q-input-num" });
  const button = make("button", { type: "button", class: "q-button" }, say("发出", "Send"));
  button.addEventListener("click", () => void attempt(button, shown, async () => {
    if (!question.value.trim()) throw new Trouble(say("还没有写问题。", "The question is empty."), say("写明要投标人澄清的内容。", "Say what the bidder is to make clear."));
    await room.act("/clarifications", { number: Number(whom.value), question: question.value.trim(), minutes: Number(minutes.value) || 0 });
    question.value = "";
    await done();
  }));
  return make("details", { class: "q-more" }, make("summary", {}, say("要求投标人澄清", "Ask a bidder")),
    field({ label: say("问谁", "Whom"), input: whom }).element, field({ label: say("问题", "Question"), input: question }).element,
    field({ label: say("答复时限", "Time to answer"), unit: say("分钟，10–1440", "minutes, 10–1440"), input: minutes }).element,
    make("div", { class: "q-buttons" }, button), shown.element);
}
