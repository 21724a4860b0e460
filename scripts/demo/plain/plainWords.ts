import type { Club } from "#ignition/club.ts";
import type { ClubLanguage } from "#protocol/house/nouns.ts";
import type { StoryWords } from "./StoryWords.ts";

/** Words that fit every club: nobody has introduced themselves, and bills are called by what they are for. */
export function plainWords(club: Club): StoryWords {
  const [language = "en"] = club.languages;
  const { newcomers, note, ...texts } = written[language];
  return {
    ...texts,
    people: Array.from({ length: club.maxMembers }, () => ({ name: "", sentence: "", shy: true })),
    newcomers: newcomers.map((name) => ({ name, sentence: "" })),
    laterRound: { ...texts.laterRound, terms: club.terms },
    bills: (Object.keys(club.budget) as (keyof Club["budget"])[]).map((category) => ({
      payee: `${category} payee`,
      category,
      note: note.replace("{category}", category),
      percent: 60,
    })),
    gifts: [],
  };
}

type Texts = Omit<StoryWords, "people" | "newcomers" | "bills" | "gifts" | "laterRound"> & {
  newcomers: readonly string[];
  note: string;
  laterRound: { title: string; why: string };
};

const written: Record<ClubLanguage, Texts> = {
  en: {
    newcomers: ["Ada", "Bruno", "Chen", "Dora", "Emil"],
    note: "Invoice of {date} ({category})",
    statements: ["I will read every invoice before I sign it.", "I have time, and I ask questions.", "It is my turn."],
    tills: ["Front", "Back"],
    beginning: {
      title: "What we need to open",
      why: "Three offers were compared; this is the cheapest that lasts.",
      payee: "first supplier",
      category: "equipment",
      note: "First furnishing, by the offer of this month",
    },
    takings: "Takings in cash and by card, week up to {date}",
    laterRound: {
      title: "A later round",
      why: "There are places left, and people who ask for them. The terms stay as they were.",
    },
    open: {
      title: "One thing more than the budget",
      why: "It is more than the group may spend alone, so all of us decide.",
      payee: "second supplier",
      category: "equipment",
      note: "By the offer of this week",
    },
    waiting: { payee: "repair", category: "repairs", note: "Repair, estimate of {date}" },
    report:
      "Report of term {term}\n\nWe signed what was asked for when paper and price agreed, and asked back when they did not. We found nothing that the books do not show.",
    dissent: "I agree with the figures. I would have liked to see the papers a week earlier.",
  },
  de: {
    newcomers: ["Ada", "Bruno", "Chen", "Dora", "Emil"],
    note: "Rechnung vom {date} ({category})",
    statements: [
      "Ich lese jede Rechnung, bevor ich unterschreibe.",
      "Ich habe Zeit, und ich frage nach.",
      "Ich bin an der Reihe.",
    ],
    tills: ["Vorn", "Hinten"],
    beginning: {
      title: "Was wir zum Öffnen brauchen",
      why: "Drei Angebote wurden verglichen; dies ist das günstigste, das hält.",
      payee: "first supplier",
      category: "equipment",
      note: "Erste Einrichtung, nach dem Angebot dieses Monats",
    },
    takings: "Einnahmen in bar und mit Karte, Woche bis {date}",
    laterRound: {
      title: "Eine weitere Runde",
      why: "Es sind noch Plätze frei, und es wird nach ihnen gefragt. Die Bedingungen bleiben, wie sie waren.",
    },
    open: {
      title: "Etwas, das über das Budget geht",
      why: "Es ist mehr, als die Gruppe allein ausgeben darf; darum entscheiden wir alle.",
      payee: "second supplier",
      category: "equipment",
      note: "Nach dem Angebot dieser Woche",
    },
    waiting: { payee: "repair", category: "repairs", note: "Reparatur, Kostenvoranschlag vom {date}" },
    report:
      "Bericht der Amtszeit {term}\n\nWir haben unterschrieben, wenn Beleg und Preis stimmten, und sonst nachgefragt. Wir haben nichts gefunden, was nicht in den Büchern steht.",
    dissent: "Den Zahlen stimme ich zu. Die Belege hätte ich gern eine Woche früher gesehen.",
  },
  zh: {
    newcomers: ["小安", "小白", "小陈", "小丁", "小方"],
    note: "{date}的账单（{category}）",
    statements: ["每张账单我都会先看再签。", "我有时间，也愿意多问。", "轮到我了。"],
    tills: ["前台", "后台"],
    beginning: {
      title: "开门所需",
      why: "比较了三份报价，这是耐用的里面最便宜的。",
      payee: "first supplier",
      category: "equipment",
      note: "首批设备，按本月报价",
    },
    takings: "现金与刷卡收入，截至{date}的一周",
    laterRound: { title: "再开一轮", why: "还有空余名额，也有人在问。条款不变。" },
    open: {
      title: "超出预算的一项开支",
      why: "这超出了监督组可以自行支出的数额，所以由大家决定。",
      payee: "second supplier",
      category: "equipment",
      note: "按本周报价",
    },
    waiting: { payee: "repair", category: "repairs", note: "维修，{date}的估价" },
    report: "第{term}届任期报告\n\n单据与价格相符的，我们签字；不符的，我们追问。没有发现账本之外的事情。",
    dissent: "我同意这些数字，但希望早一周看到单据。",
  },
};
