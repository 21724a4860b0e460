// Chinese, formal (您): for a native reader.
import type { membership as source } from "../en/membership.ts";
import type { Translation } from "../text.ts";

export const membership: Translation<typeof source> = {
  "membership.share": "我的股份",
  "membership.share.since": "自 {date} 起持有一份平等股份",
  "membership.seat.title": "{n} 号席位",
  "membership.seat.lead": "咖啡馆平等共有的股份之一。",
  "membership.seat.own": "您在咖啡馆的平等股份。",
  "membership.seat.notClaimed": "席位已产生，正在交给持有人",
  "membership.seat.notClaimed.body": "本轮已完成。本店将在几分钟内把席位交给持有人。",
  "membership.seat.print": "打印证书",
  "membership.seat.name": "修改此处显示的名字",
  "membership.seat.bound": "股份属于本人，不可出售、转让或出借。",
  "membership.seat.account": "持有此席位的账号：",
  "membership.seat.none": "没有这个席位",
  "membership.seat.none.body": "从未发放过此编号的席位。一轮募资完成后席位才会产生。",
  "membership.seat.rounds": "查看募资轮次",
  "membership.line.about": "没有自己的介绍时，您显示为 {n} 号席位。介绍对所有人公开，您可随时删除。",
  "membership.line.name": "姓名",
  "membership.line.sentence": "一句自我介绍",
  "membership.line.sentence.hint": "您做什么，别人可以向您请教什么。",
  "membership.line.keep": "写入名录",
  "membership.line.remove": "删除我的介绍",
  "membership.line.nameFirst": "请填写姓名。",
  "membership.line.long": "内容太长。",
  "membership.line.same": "与名录中现有内容相同。",
  "membership.line.refused.notTheOwner": "名录无法确认此席位属于您。",
  "membership.line.refused.malformed": "名录无法保存这些内容。",
  "membership.line.refused.unreachable": "名录没有响应，请稍后再试。",
  "membership.line.refused.fault": "您的设备无法确认。",
};
