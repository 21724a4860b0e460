// Chinese, formal (您): for a native reader.
import type { practice as source } from "../en/practice.ts";
import type { Translation } from "../text.ts";

export const practice: Translation<typeof source> = {
  "practice.title": "模拟时钟",
  "practice.now": "[house]现在是",
  "practice.about": "时间会依次快进到下一件事。其间演示人物会投票、答复、到收银台付款；您扮演的人由您自己决定。",
  "practice.forward": "快进到……",
  "practice.nothing": "之后没有已排定日期的事。",
  "practice.onTheWay": "正在快进到：{event}",
  "practice.onTheWay.body": "需要几秒钟。您可以关闭此面板。",
  "practice.elsewhere": "另一个窗口正在快进时间……",
  "practice.arrived": "已到：{event}",
  "practice.arrived.body": "时间快进了{time}。屏幕上已是最新情况。",
  "practice.failed": "未能快进",
  "practice.failed.body": "暂时无法连接，或他人正在快进时间。请稍后再试。",
  "practice.event.nominationsOpen": "第{n}届[group]选举开始报名",
  "practice.event.nominationsClose": "第{n}届[group]选举报名截止",
  "practice.event.ballotOpens": "第{n}届[group]选举开始投票",
  "practice.event.ballotCloses": "第{n}届[group]选举投票截止",
  "practice.event.draw": "第{n}届[group]产生，空缺席位抽签补足",
  "practice.event.answersEnd": "第{n}届[group]中签者答复截止",
  "practice.event.termStarts": "第{n}届任期开始",
  "practice.event.roundEnds": "{n, plural, =0 {一轮认购} =1 {创始轮} other {第#轮认购}}结束",
  "practice.event.roundOpens": "{n, plural, =0 {一轮认购} =1 {创始轮} other {第#轮认购}}开始",
  "practice.event.othersCome": "让其他人加入：除您之外，每人认购一个名额",
  "practice.event.othersAnswer": "让其他人回应：有{n, plural, other {#}}件事在等他们",
  "practice.event.voteEnds": "一项成员表决结束",
  "practice.event.decisionDue": "成员的决定付诸执行",
  "practice.event.other": "[house]的下一个日期",
};
