import type { books as source } from "../en/books.ts";
import type { Translation } from "../text.ts";

export const books: Translation<typeof source> = {
  "books.stop": "停止",
  "books.read": "已读取{n} / {all}条记录……",
  "books.take.as": "用途",
  "books.take.csv": "电子表格（CSV）",
  "books.take.csv.hint": "每条记录一行。“cash”一列相加，即为账户中的金额。",
  "books.take.json": "程序（JSON）",
  "books.take.json.hint": "每条记录一行，包含全部详情。",
  "books.take.ledger": "记账软件（hledger、ledger）",
  "books.take.ledger.hint": "文本形式的复式记账，文件末尾核对每个账户的余额。",
  "books.take.do": "保存文件",
  "books.take.busy": "正在读取全部记录……",
  "books.take.done": "已保存：{file}",
  "books.take.done.body":
    "已读取并重新计算{n, plural, other {#条记录}}，截至区块{block}。文件中的列名和用语为英文，因此所有人得到的文件完全相同。",
  "books.take.command": "不通过本页生成同一文件",
  "books.take.differs": "未保存：这些记录与公开记录中的不同",
  "books.take.differs.body": "查清之前，请勿相信本页的任何数字。",
  "books.take.incomplete": "未保存：未能读取全部内容",
  "books.take.incomplete.body": "网络或文本的保存方没有回应。请稍后再试。",
};
