// Chinese, formal (您): for a native reader.
import type { me as source } from "../en/me.ts";
import type { Translation } from "../text.ts";

export const me: Translation<typeof source> = {
  "me.share": "我的股份",
  "me.share.since": "自 {date} 起持有一份平等股份",
  "me.seat.title": "{n} 号席位",
  "me.seat.lead": "咖啡馆平等共有的股份之一。",
  "me.seat.own": "您在咖啡馆的平等股份。",
  "me.seat.notClaimed": "席位已产生，正在交给持有人",
  "me.seat.notClaimed.body": "本轮已完成。本店将在几分钟内把席位交给持有人。",
  "me.seat.print": "打印证书",
  "me.seat.name": "修改此处显示的名字",
  "me.seat.bound": "股份属于本人，不可出售、转让或出借。",
  "me.seat.account": "持有此席位的账号：",
  "me.seat.none": "没有这个席位",
  "me.seat.none.body": "从未发放过此编号的席位。一轮募资完成后席位才会产生。",
  "me.seat.rounds": "查看募资轮次",
};
