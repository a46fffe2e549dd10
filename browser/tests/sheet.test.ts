import { describe, expect, it } from "vitest";

import { isWeak, proposePassphrase } from "../src/passphrase";
import { capitalYuan, fenOf, readSheet, type SheetField } from "../src/sheet";

const label = { zh: "标签", en: "label" };
const form: SheetField[] = [
  { name: "price_fen", label, kind: "money", unit: "fen", required: true },
  { name: "period_days", label, kind: "days", unit: "day", required: true },
  { name: "quality", label, kind: "text", unit: "", required: false },
  { name: "project_manager", label, kind: "person", unit: "", required: true },
];

describe("sheet", () => {
  it("reads yuan as integer fen, never through floats", () => {
    expect(["17,945,831.00", "0.1", "1.005", "1e3", "１", "-1", "", "9999999999999.99"].map(fenOf)).toEqual([
      1_794_583_100, 10, undefined, undefined, undefined, undefined, undefined, 999_999_999_999_999,
    ]);
  });

  it("names what is missing and what cannot be read", () => {
    const { sheet, wrong } = readSheet(form, { price_fen: "1.2.3", period_days: "0", quality: "", project_manager: " 张三 " });
    expect([sheet, wrong]).toEqual([{ project_manager: "张三" }, { price_fen: "malformed", period_days: "malformed" }]);
    expect(readSheet(form, {}).wrong).toEqual({ price_fen: "missing", period_days: "missing", project_manager: "missing" });
  });

  it("gives the sheet that the form asks for", () => {
    const typed = { price_fen: "18 640 000.50", period_days: "300", quality: "合格", project_manager: "李四" };
    expect(readSheet(form, typed)).toEqual({ sheet: { price_fen: 1_864_000_050, period_days: 300, quality: "合格", project_manager: "李四" }, wrong: {} });
  });

  it.each([
    [1_794_583_100, "壹仟柒佰玖拾肆万伍仟捌佰叁拾壹元整"],
    [5_391_988_000, "伍仟叁佰玖拾壹万玖仟捌佰捌拾元整"],
    [100_000_000_00, "壹亿元整"],
    [100_001_00, "壹拾万零壹元整"],
    [1_000_500_05, "壹佰万零伍佰元零伍分"],
    [10_00, "壹拾元整"],
    [1_10, "壹元壹角整"],
    [5, "伍分"],
    [0, "零元整"],
    [10_010_000_00, "壹仟零壹万元整"],
    [20_000_001_000_00, "贰佰亿零壹仟元整"],
  ])("writes %i fen in capitals", (fen, words) => expect(capitalYuan(fen)).toBe(words));
});

describe("passphrase", () => {
  it("proposes a hundred bits in groups of four", () => {
    const proposed = proposePassphrase();
    expect(proposed).toMatch(/^([a-km-z2-9]{4}-){4}[a-km-z2-9]{4}$/);
    expect([isWeak(proposed), isWeak("short"), isWeak("aaaaaaaaaaaaaa")]).toEqual([false, true, true]);
  });
});
