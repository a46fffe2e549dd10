/** Article codes of the API (`ZTB 28; REG 36`) as people write them (law/articles.py). Unknown codes stay as they are. */

import { isEnglish } from "./words";

const SOURCES: Record<string, readonly [zh: string, en: string]> = {
  ZTB: ["招标投标法", "Tendering Law"],
  REG: ["条例", "Tendering Regulation"],
  O12: ["12 号令", "Order 12 (2001)"],
  O20: ["20 号令", "Order 20 (2013)"],
  O26: ["26 号令", "Order 26 (2024)"],
  CTS: ["检测规范", "Test specification"],
  PLT: ["本平台公开规则", "The platform's own published rules"],
};
const DIGITS = "零一二三四五六七八九";

export function spelt(article: string): string {
  return article.split(";").map((part) => speltOne(part.trim())).join(isEnglish() ? ", " : "、");
}

function speltOne(code: string): string {
  const match = /^([A-Z]+\d*)(?: (\d{1,2}))?$/.exec(code);
  const source = SOURCES[match?.[1] ?? ""];
  if (!source) return code;
  const number = match?.[2];
  if (isEnglish()) return number ? `${source[1]} art. ${number}` : source[1];
  return number ? `${source[0]}第${numeral(Number(number))}条` : source[0];
}

/** 1 to 99 in Chinese: 36 is 三十六. */
function numeral(value: number): string {
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  const start = tens === 0 ? "" : `${tens === 1 ? "" : DIGITS[tens]}十`;
  return start + (ones === 0 ? "" : DIGITS[ones]);
}
