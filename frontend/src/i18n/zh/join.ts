// Chinese, formal (您): for a native reader.
import type { join as source } from "../en/join.ts";
import type { Translation } from "../text.ts";

export const join: Translation<typeof source> = {
  "join.signIn.title": "登录",
  "join.demo.title": "以演示人物身份体验",
  "join.demo.about": "这是练习网络：您可以使用任何人的身份，此处没有真实货币。",
  "join.demo.find": "姓名或席位号",
  "join.demo.newcomers": "新人：已获准入，尚未成为成员",
  "join.demo.members": "成员",
  "join.demo.more": "{n, plural, other {还有 # 位，请输入姓名查找}}",
  "join.demo.nobody": "没有符合该姓名或号码的人。",
  "join.wallet.title": "使用自己的钱包",
  "join.wallet.about": "由此浏览器中的钱包为您确认，在此无需支付任何费用。",
  "join.wallet.none": "此浏览器中没有钱包。",
  "join.wallet.refused": "钱包未允许登录，未发送任何内容。",
  "join.wrongChain": "您的钱包连接的是其他网络",
  "join.here.title": "您的当前身份",
  "join.here.seat": "{n} 号席位",
  "join.here.noSeat": "尚无席位",
  "join.here.demo": "练习网络中的演示人物，任何人都可以使用该身份。",
  "join.here.wallet": "这是您自己的账户，操作由您的钱包确认。",
  "join.here.me": "前往我的页面",
  "join.here.another": "切换身份",
  "join.here.signOut": "退出登录",
};
