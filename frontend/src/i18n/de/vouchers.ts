// Deutsch, Sie-Form: für eine Muttersprachlerin zum Gegenlesen.
import type { vouchers as source } from "../en/vouchers.ts";
import type { Translation } from "../text.ts";

export const vouchers: Translation<typeof source> = {
  "vouchers.title": "Meine Gutscheine",
  "vouchers.coffees": "{n, plural, one {# Kaffee} other {# Kaffees}}",
  "vouchers.worth": "im Wert von {amount}",
  "vouchers.none": "Noch keine Gutscheine",
  "vouchers.none.body": "Sie kommen mit Ihrem Platz: so viel, wie dafür bezahlt wurde.",
  "vouchers.show": "Meinen Code zeigen",
  "vouchers.aside": "Zum Zahlen mit Code beiseitegelegt",
  "vouchers.kept": "Auf Ihrem Konto",

  "vouchers.setUp.title": "Dieses Telefon zum Zahlen einrichten",
  "vouchers.setUp.lead":
    "Eine Bestätigung: Dieses Telefon bekommt einen eigenen Schlüssel, und ein Teil Ihrer Gutscheine wird dafür beiseitegelegt. An der Theke braucht es sonst nichts.",
  "vouchers.setUp.again": "Ein anderes Telefon zahlt aus Ihrer Tasche",
  "vouchers.setUp.again.body":
    "Wenn Sie dieses einrichten, kann das andere nicht mehr zahlen. Was beiseitegelegt ist, bleibt.",
  "vouchers.setUp.amount": "Jetzt beiseitelegen",
  "vouchers.setUp.amount.hint": "Sie haben {amount}. Höchstens {cap} passen in die Tasche; zurück dauert es {delay}.",
  "vouchers.setUp.amount.over": "Sie haben {amount}.",
  "vouchers.setUp.amount.needed": "Es fehlt ein Betrag.",
  "vouchers.setUp.amount.full": "In die Tasche passen noch {amount}.",
  "vouchers.setUp.limits":
    "Höchstens {payment} auf einmal und {day} am Tag, bis {until}. Wer das Telefon findet, kann nicht mehr ausgeben, und Sie können es ausschließen.",
  "vouchers.setUp.confirm": "Dieses Telefon einrichten",
  "vouchers.setUp.done": "Dieses Telefon kann jetzt zahlen.",
  "vouchers.setUp.noKeys":
    "Dieser Browser kann keinen Schlüssel sicher verwahren. Verlassen Sie das private Fenster oder nehmen Sie einen anderen Browser.",

  "vouchers.code.title": "Mein Code",
  "vouchers.code.lead": "Halten Sie ihn an die Theke. Die Bedienung gibt den Betrag ein.",
  "vouchers.code.label": "Quadratischer Zahlcode",
  "vouchers.code.bright": "Stellen Sie den Bildschirm hell.",
  "vouchers.code.fresh": "Alle {n} Sekunden frisch; gut für eine Zahlung bis {amount}.",
  "vouchers.code.balance": "{amount} beiseitegelegt",
  "vouchers.code.today": "heute noch {amount}",
  "vouchers.code.copy": "Ziffern kopieren",
  "vouchers.code.copied": "Ziffern kopiert",
  "vouchers.code.hold": "An die Theke halten",
  "vouchers.code.held": "Wird an die Theke gehalten …",
  "vouchers.code.nobody": "In diesem Browser ist keine Theke offen. Öffnen Sie die Theke in einem zweiten Tab.",
  "vouchers.code.openCounter": "Theke öffnen",
  "vouchers.code.offline": "Das Haus antwortet nicht. Der Code gilt trotzdem, wenn die Theke das Haus erreicht.",
  "vouchers.code.limit": "Ihr Limit für heute ist aufgebraucht.",
  "vouchers.code.empty": "Es ist nichts beiseitegelegt. Legen Sie etwas beiseite, um mit Code zu zahlen.",

  "vouchers.paid": "{amount} bezahlt",
  "vouchers.paid.body": "Eingetragen {time}. Lassen Sie es sich schmecken.",
  "vouchers.accepted": "Angenommen: {amount}",
  "vouchers.accepted.body": "Die Theke hat es; es wird eingetragen …",
  "vouchers.refused": "Die Theke hat ihn nicht angenommen",
  "vouchers.refused.body": "Der Grund steht auf dem Bildschirm der Theke.",
  "vouchers.another": "Neuen Code zeigen",

  "vouchers.fill.title": "Mehr beiseitelegen",
  "vouchers.fill.amount": "Betrag",
  "vouchers.fill.confirm": "Beiseitelegen",
  "vouchers.fill.done": "{amount} sind jetzt beiseitegelegt.",
  "vouchers.signIn": "Melden Sie sich an, um Ihre Gutscheine zu sehen.",
  "vouchers.signIn.do": "Anmelden",
};
