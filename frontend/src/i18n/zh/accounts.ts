// Chinese, formal (您): for a native reader.
import type { accounts as source } from "../en/accounts.ts";
import type { Translation } from "../text.ts";

export const accounts: Translation<typeof source> = {
  "accounts.signIn.title": "登录",
  "accounts.demo.title": "以演示人物身份体验",
  "accounts.demo.about": "这是模拟网络：您可以使用任何人的身份，这里没有真实资金。",
  "accounts.demo.find": "姓名或成员编号",
  "accounts.demo.newcomers": "新人：已有入会资格，尚未成为成员",
  "accounts.demo.members": "成员",
  "accounts.demo.more": "{n, plural, other {还有#位，请输入姓名查找}}",
  "accounts.demo.nobody": "没有符合该姓名或号码的人。",
  "accounts.wallet.title": "使用自己的钱包",
  "accounts.wallet.about": "由此浏览器中的钱包为您确认，在此无需支付任何费用。",
  "accounts.wallet.none": "此浏览器中没有钱包。",
  "accounts.wallet.refused": "钱包未允许登录，未发送任何内容。",
  "accounts.wrongChain": "您的钱包连接的是其他网络",
  "accounts.here.title": "您的当前身份",
  "accounts.here.seat": "{n}号成员",
  "accounts.here.noSeat": "尚未成为成员",
  "accounts.here.demo": "模拟网络中的演示人物，任何人都可以使用该身份。",
  "accounts.here.wallet": "这是您自己的账户，操作由您的钱包确认。",
  "accounts.here.me": "前往我的页面",
  "accounts.here.another": "切换身份",
  "accounts.here.signOut": "退出登录",
};
