// Chinese, formal (您): for a native reader.
import type { membership as source } from "../en/membership.ts";
import type { Translation } from "../text.ts";

export const membership: Translation<typeof source> = {
  "membership.share": "我的股份",
  "membership.share.since": "自{date}起持有一份等额股份",
  "membership.seat.title": "{n}号成员",
  "membership.seat.lead": "[house]等额股份中的一份。",
  "membership.seat.own": "您在[house]的一份等额股份。",
  "membership.seat.notClaimed": "股份已发放，正在登记到成员名下",
  "membership.seat.notClaimed.body": "本轮认购已完成。几分钟内，这份股份将登记到成员名下。",
  "membership.seat.print": "打印证书",
  "membership.seat.name": "修改此处显示的名字",
  "membership.seat.bound": "股份属于本人，不可出售、转让或出借。",
  "membership.seat.account": "持有此股份的账号：",
  "membership.seat.none": "没有这份股份",
  "membership.seat.none.body": "从未发放过此编号的股份。一轮认购完成后才会发放股份。",
  "membership.seat.rounds": "查看认购轮次",
  "membership.line.about": "没有自己的介绍时，您显示为{n}号成员。介绍对所有人公开，您可随时删除。",
  "membership.line.name": "姓名",
  "membership.line.sentence": "一句自我介绍",
  "membership.line.sentence.hint": "您做什么，别人可以向您请教什么。",
  "membership.line.keep": "写入名录",
  "membership.line.remove": "删除我的介绍",
  "membership.line.nameFirst": "请填写姓名。",
  "membership.line.long": "内容太长。",
  "membership.line.same": "与名录中现有内容相同。",
  "membership.line.refused.notTheOwner": "名录无法确认此股份属于您。",
  "membership.line.refused.malformed": "名录无法保存这些内容。",
  "membership.line.refused.unreachable": "名录没有响应，请稍后再试。",
  "membership.line.refused.fault": "您的设备无法确认。",
};
