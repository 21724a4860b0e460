// Chinese, formal (您): for a native reader.
import type { practice as source } from "../en/practice.ts";
import type { Translation } from "../text.ts";

export const practice: Translation<typeof source> = {
  "practice.clock": "时钟：{day}",
  "practice.title": "练习时钟",
  "practice.now": "本店现在是",
  "practice.about": "时钟逐个事件向前。途中演示人物会投票、答复、喝咖啡；您所扮演的人由您自己决定。",
  "practice.forward": "前进到……",
  "practice.nothing": "前方没有已定日期的事件。",
  "practice.going": "时钟前进中……",
  "practice.onTheWay": "正在前往：{event}",
  "practice.onTheWay.body": "需要几秒钟。您可以关闭此面板。",
  "practice.elsewhere": "另一个窗口正在拨动时钟……",
  "practice.arrived": "已到达：{event}",
  "practice.arrived.body": "时钟前进了 {time}。屏幕上的内容均为当前。",
  "practice.failed": "时钟未能拨动",
  "practice.failed.body": "本店没有响应，或他人正在拨动时钟。请稍后再试。",
  "practice.jumped": "时钟前进了 {time}",
  "practice.event.nominationsOpen": "第 {n} 届监督组开始提名",
  "practice.event.nominationsClose": "第 {n} 届监督组提名截止",
  "practice.event.ballotOpens": "第 {n} 届监督组开始投票",
  "practice.event.ballotCloses": "第 {n} 届监督组投票截止",
  "practice.event.draw": "第 {n} 届监督组产生，空缺席位抽签",
  "practice.event.answersEnd": "第 {n} 届监督组中签者答复截止",
  "practice.event.termStarts": "第 {n} 届监督组就任",
  "practice.event.roundEnds": "{n, plural, =0 {募资轮} =1 {创始轮} other {第 # 轮}}结束",
  "practice.event.voteEnds": "一项成员表决结束",
  "practice.event.decisionDue": "成员的决定付诸执行",
  "practice.event.other": "本店的下一个日期",
};
