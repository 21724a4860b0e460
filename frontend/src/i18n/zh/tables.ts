// Chinese, formal (您): for a native reader.
import type { tables as source } from "../en/tables.ts";
import type { Translation } from "../text.ts";

export const tables: Translation<typeof source> = {
  "tables.title": "二十届监督组",
  "tables.title.n": "{n, plural, other {# 届监督组}}",
  "tables.lead": "人人都会轮到：每届十个座位，直到所有人都担任过。",
  "tables.lead.cycle": "人人都会轮到。目前是第 {n} 轮。",
  "tables.span": "{from} – {until}",
  "tables.mine": "何时轮到您",
  "tables.mine.now": "您是第 {n} 届成员，任期至 {date}。",
  "tables.mine.was": "您曾是第 {n} 届成员，任期至 {date}。",
  "tables.mine.coming": "您将自 {date} 起担任第 {n} 届成员。",
  "tables.mine.open": "您尚未轮到。您可报名第 {n} 届，报名自 {date} 开始。",
  "tables.mine.open.now": "您尚未轮到。您现在可以报名第 {n} 届。",
  "tables.mine.open.soon": "您尚未轮到。第 {n} 届正在产生。",
  "tables.signIn": "登录后可查看您的座位。",
  "tables.next.to": "前往投票",
  "tables.draw": "本届如何产生",
  "tables.report": "历届报告",
  "tables.print": "打印为海报",
  "tables.empty": "尚未产生监督组",
  "tables.empty.body": "创始轮完成后，将确定第一届的日期。",
};
