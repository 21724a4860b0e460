// Chinese, formal (您): for a native reader.
import type { letter as source } from "../en/letter.ts";
import type { Translation } from "../text.ts";

export const letter: Translation<typeof source> = {
  "letter.title": "{month}月报",
  "letter.lead": "一页看懂这个月：可打印，也可作为图片发到群里。",
  "letter.whole": "整月数据，截至{date}。最后一条记录为第{n}号，区块{block}。",
  "letter.untilNow": "本月尚未结束。数据截至{time}，区块{block}。",
  "letter.redeemed": "用代金券兑换",
  "letter.redeemed.none": "无",
  "letter.votes": "成员的决定",
  "letter.votes.none": "这个月没有结束的表决。",
  "letter.votes.notYet": "这个月还没有结束的表决。",
  "letter.votes.more": "{n, plural, other {另有#项表决}}",
  "letter.office": "在任成员",
  "letter.office.term": "第{n}届，至{when}，{count, plural, other {共#位成员}}：{list}号",
  "letter.next": "第{n}届，自{when}起，{count, plural, other {共#位成员}}：{list}号",
  "letter.next.open": "第{n}届自{when}起任职，成员由{from}至{until}的投票产生。",
  "letter.print": "打印",
  "letter.picture": "月报图片",
  "letter.save": "保存图片",
  "letter.share": "分享图片",
  "letter.failed": "此浏览器无法生成图片。您仍可打印这一页。",
  "letter.future": "这个月还没有开始",
  "letter.future.body": "从第一天起就会有这个月的月报。",
  "letter.empty": "这个月没有月报",
  "letter.empty.body": "截至那时账本里还没有记录。有了第一条记录，就会有第一份月报。",
  "letter.none": "没有这个月份",
  "letter.none.body": "链接可能已过期或有误。",
  "letter.toPresent": "本月月报",
};
