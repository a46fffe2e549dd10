import { beforeAll, describe, expect, it } from "vitest";

import { refusalOf } from "../src/ui/refusal";
import { speakForTests } from "../src/ui/words";

describe("a refusal of the platform", () => {
  beforeAll(() => speakForTests("zh-CN"));

  it("says what is wrong, under which article, what to do next", () => {
    const problem = { title: "现在不行", detail: "投标已经截止。", article: "ZTB 28; REG 36", next_step: "请看公告。" };
    const { wrong, article, nextStep } = refusalOf(409, JSON.stringify(problem));
    expect([wrong, article, nextStep]).toEqual(["投标已经截止。", "招标投标法第二十八条、条例第三十六条", "请看公告。"]);
  });

  it("says its title where it has no detail", () => {
    const { wrong, article, nextStep } = refusalOf(403, '{"title":"没有权限"}');
    expect([wrong, article, nextStep]).toEqual(["没有权限", "", ""]);
  });

  it.each(["", "<html>502 Bad Gateway</html>", "null", "{}", "[]", '"no"', "17"])("is named by its status where the answer is %j", (answer) => {
    const { wrong, nextStep } = refusalOf(502, answer);
    expect([wrong, nextStep]).toEqual(["平台没有接受（502）。", "请再试一次；仍不行，请打平台值班电话。"]);
  });
});
