// Chinese, formal (您): for a native reader.
import type { vouchers as source } from "../en/vouchers.ts";
import type { Translation } from "../text.ts";

export const vouchers: Translation<typeof source> = {
  "vouchers.title": "我的代金券",
  "vouchers.coffees": "{n, plural, other {# 杯咖啡}}",
  "vouchers.worth": "价值 {amount}",
  "vouchers.none": "还没有代金券",
  "vouchers.none.body": "代金券随席位发放，面值等于所付金额。",
  "vouchers.show": "出示付款码",
  "vouchers.aside": "已放入零用袋",
  "vouchers.kept": "在您的账户中",

  "vouchers.setUp.title": "设置这部手机付款",
  "vouchers.setUp.lead": "只需确认一次：这部手机获得自己的钥匙，并为它放入一部分代金券。在柜台不再需要其他东西。",
  "vouchers.setUp.again": "另一部手机正在使用您的零用袋",
  "vouchers.setUp.again.body": "设置这部手机后，另一部将不能再付款。已放入的代金券不变。",
  "vouchers.setUp.amount": "现在放入",
  "vouchers.setUp.amount.hint": "您有 {amount}。最多可放入 {cap}；取回需要 {delay}。",
  "vouchers.setUp.amount.over": "您有 {amount}。",
  "vouchers.setUp.amount.full": "零用袋还可放入 {amount}。",
  "vouchers.setUp.limits":
    "每次最多 {payment}，每天最多 {day}，有效至 {until}。捡到手机的人也不能超出此限，您可以随时停用它。",
  "vouchers.setUp.confirm": "设置这部手机",
  "vouchers.setUp.done": "这部手机现在可以付款。",
  "vouchers.setUp.noKeys": "此浏览器无法安全保存钥匙。请退出无痕窗口，或换一个浏览器。",

  "vouchers.code.title": "我的付款码",
  "vouchers.code.lead": "请对准柜台，由店员输入金额。",
  "vouchers.code.label": "方形付款码",
  "vouchers.code.bright": "请调亮屏幕。",
  "vouchers.code.fresh": "每 {n} 秒更新；可付一次，最多 {amount}。",
  "vouchers.code.seconds": "{n} 秒后更新",
  "vouchers.code.balance": "零用袋 {amount}",
  "vouchers.code.today": "今日还可付 {amount}",
  "vouchers.code.copy": "复制数字",
  "vouchers.code.copied": "已复制数字",
  "vouchers.code.hold": "对准柜台",
  "vouchers.code.held": "正在对准柜台……",
  "vouchers.code.nobody": "此浏览器中没有打开的柜台。请在第二个标签页中打开柜台。",
  "vouchers.code.openCounter": "打开柜台",
  "vouchers.code.offline": "暂时无法连接。只要柜台能连接，付款码仍然有效。",
  "vouchers.code.limit": "您今日的限额已用完。",
  "vouchers.code.empty": "零用袋是空的。请先放入一些再用付款码。",

  "vouchers.paid": "已付 {amount}",
  "vouchers.paid.body": "已于 {time} 记录。请慢用。",
  "vouchers.accepted": "已接受：{amount}",
  "vouchers.accepted.body": "柜台已收到，正在记录……",
  "vouchers.refused": "柜台未接受",
  "vouchers.refused.body": "原因显示在柜台屏幕上。",
  "vouchers.another": "出示新的付款码",

  "vouchers.fill.title": "再放入一些",
  "vouchers.fill.confirm": "放入",
  "vouchers.fill.done": "现已放入 {amount}。",
  "vouchers.signIn": "请登录以查看您的代金券。",
};
