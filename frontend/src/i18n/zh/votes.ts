// Chinese, formal (您): for a native reader.
import type { votes as source } from "../en/votes.ts";
import type { Translation } from "../text.ts";

export const votes: Translation<typeof source> = {
  "votes.title": "投票",
  "votes.lead": "一人一票：由谁组成[group]，以及所有重大事项。",
  "votes.none": "没有这项投票",
  "votes.none.body": "该编号下从未有过投票。",
  "votes.signIn": "请先登录，以确认您能否投票。",
  "votes.noSeat": "只有成员可以投票，您还没有股份。",
  "votes.tooNew": "{when}之前加入的成员可就此投票，您是之后加入的。",
  "votes.toVote": "前往投票",
  "votes.receipt": "可打印的回执",
  "votes.due": "任何人都可以操作，通常会自动完成：",
  // Elections
  "votes.elections": "[group]",
  "votes.voteNow": "立即投票",
  "votes.see": "查看您的投票",
  "votes.date.span": "{from}至{until}",
  "votes.enough": "投票人数是否足够？",
  "votes.turnout": "{n}/{of}人",
  "votes.enough.yes": "足够（需要{quorum}人）。",
  "votes.chairs": "{n}/{chairs}",
  "votes.confirm": "确认",
  "votes.earlier": "历届[group]",
  "votes.table": "届次",
  "votes.inOffice": "任期",
  "votes.took": "投票人数",
  "votes.outcome": "结果",
  "votes.elected": "{n, plural, =0 {全部抽签产生} other {#位当选}}",
  // Motions
  "votes.motions": "提案",
  "votes.motion.new": "新提案",
};
