// German, formal (Sie): for a native reader.
import type { membership as source } from "../en/membership.ts";
import type { Translation } from "../text.ts";

export const membership: Translation<typeof source> = {
  "membership.share": "Mein Anteil",
  "membership.share.since": "Ein gleicher Anteil seit {date}",
  "membership.seat.title": "Mitglied\u00a0{n}",
  "membership.seat.lead": "Einer der gleichen Anteile, denen [der house] gehört.",
  "membership.seat.own": "Ihr gleicher Anteil [am house].",
  "membership.seat.notClaimed": "Ausgegeben und unterwegs zu seinem Mitglied",
  "membership.seat.notClaimed.body":
    "Die Runde ist abgeschlossen. Das Haus übergibt diesen Anteil in den nächsten Minuten.",
  "membership.seat.print": "Urkunde drucken",
  "membership.seat.name": "Meinen Namen hier ändern",
  "membership.seat.bound":
    "Ein Anteil gehört zu einer Person. Er lässt sich weder mit Gewinn verkaufen noch verleihen: Wer ihn hält, kann ihn einer aufgenommenen Person höchstens zum einst bezahlten Preis übergeben oder ihn aufgeben.",
  "membership.seat.account": "Das Konto, dem dieser Anteil gehört:",
  "membership.seat.none": "Diesen Anteil gibt es nicht",
  "membership.seat.none.body":
    "Unter dieser Nummer wurde nie ein Anteil ausgegeben. Anteile werden ausgegeben, wenn eine Runde abgeschlossen ist.",
  "membership.seat.rounds": "Zu den Beitrittsrunden",
  "membership.line.about":
    "Ohne Eintrag heißen Sie Mitglied\u00a0{n}. Ihren Eintrag können alle lesen und Sie jederzeit entfernen.",
  "membership.line.name": "Name",
  "membership.line.sentence": "Ein Satz über Sie",
  "membership.line.sentence.hint": "Was Sie tun, wonach man Sie fragen darf.",
  "membership.line.keep": "In das Mitgliederverzeichnis eintragen",
  "membership.line.remove": "Meinen Eintrag entfernen",
  "membership.line.nameFirst": "Es fehlt ein Name.",
  "membership.line.long": "Das ist zu lang.",
  "membership.line.same": "So steht es jetzt im Mitgliederverzeichnis.",
  "membership.line.refused.notTheOwner":
    "Das Mitgliederverzeichnis konnte nicht feststellen, dass dieser Anteil Ihnen gehört.",
  "membership.line.refused.malformed": "Das Mitgliederverzeichnis kann diese Worte nicht aufnehmen.",
  "membership.line.refused.unreachable":
    "Das Mitgliederverzeichnis antwortet nicht. Versuchen Sie es gleich noch einmal.",
  "membership.line.refused.fault": "Ihr Gerät konnte das nicht bestätigen.",
  "membership.seat.ended": "Dieser Anteil ist erloschen",
  "membership.seat.ended.body": "Das Mitglied ist am {date} ausgeschieden. Die Nummer wird nie wieder vergeben.",
  "membership.seat.moved": "Ausgegeben am {born}; in diesen Händen seit {since}.",
  "membership.going.title": "Wenn ich gehe",
  "membership.going.handOver": "Meinen Anteil übergeben",
  "membership.going.leave": "Aus dem Haus ausscheiden",
  "membership.leave.ends":
    "Anteil\u00a0{n} erlischt sofort, mit Stimme und Reihenfolge. Die Nummer wird nie wieder vergeben.",
  "membership.leave.vouchers": "Ihre Gutscheine und Ihr Zahlguthaben behalten Sie, bis sie aufgebraucht sind.",
  "membership.leave.noMoney":
    "Das Haus zahlt nichts zurück: Bezahlt wurde für Gutscheine. Die Mitglieder können beschließen, einen Anteil zurückzukaufen; darüber wird eigens abgestimmt.",
  "membership.leave.bar": "Nach dem {until} können Sie wieder einen Anteil halten.",
  "membership.leave.sure": "Ich möchte ausscheiden und weiß, dass sich das nicht rückgängig machen lässt",
  "membership.leave.sureFirst": "Bestätigen Sie zuerst, dass Sie sicher sind.",
  "membership.leave.do": "Aus dem Haus ausscheiden",
  "membership.handOver.moves":
    "Anteil\u00a0{n} geht an eine andere Person, mit Nummer, Reihenfolge und Stimmen. Ein Sitz, den Sie innehaben, wird frei.",
  "membership.handOver.vouchers": "Ihre Gutscheine und Ihr Zahlguthaben behalten Sie.",
  "membership.handOver.admitted":
    "Die andere Person muss aufgenommen sein und darf keinen Anteil halten. Danach können Sie eine Zeit lang keinen anderen halten.",
  "membership.handOver.to": "Das Konto der Person, die ihn übernimmt",
  "membership.handOver.to.hint": "Es steht dort unter „Meine Seite“ und beginnt mit 0x.",
  "membership.handOver.to.wrong": "Das ist kein Konto.",
  "membership.handOver.toFirst": "Nennen Sie zuerst das Konto.",
  "membership.handOver.notAdmitted": "Dieses Konto ist nicht aufgenommen. Die Aufnahmestelle kann das ändern.",
  "membership.handOver.price": "Was Sie dafür erhalten",
  "membership.handOver.price.paid": "So viel wurde einst für diesen Anteil bezahlt. Mehr ist nicht möglich.",
  "membership.handOver.price.free": "Nichts",
  "membership.handOver.do": "Unterschreiben und Link erstellen",
  "membership.handOver.link":
    "Senden Sie diesen Link. Nur die genannte Person kann ihn benutzen, bis {until}; vorher ändert sich nichts.",
  "membership.handOver.qr": "Der Link als QR-Code",
  "membership.moved.title": "Mitglied\u00a0{n}: Ihr neues Konto",
  "membership.moved.lead":
    "Die Mitglieder haben beschlossen, dass diese Mitgliedschaft auf Ihr neues Konto übergeht. Eine Bestätigung, und sie tut es.",
  "membership.moved.stays":
    "Nummer, Stimme, Reihenfolge und Sitz bleiben, wie sie sind. Nichts, was mit dem alten Schlüssel unterschrieben ist, zählt noch.",
  "membership.moved.vouchers": "Gutscheine, die beim alten Konto liegen, bleiben dort.",
  "membership.moved.until": "Sie können bis {when} bestätigen.",
  "membership.moved.signIn": "Melden Sie sich mit dem neuen Konto an, über das abgestimmt wurde.",
  "membership.moved.notMine": "Abgestimmt wurde über ein anderes Konto: {account}",
  "membership.moved.do": "Meine Mitgliedschaft übernehmen",
  "membership.moved.done": "Sie sind jetzt unter diesem Konto Mitglied\u00a0{n}",
  "membership.moved.waits":
    "Die Mitglieder haben beschlossen, dass diese Mitgliedschaft auf ein neues Konto ihres Mitglieds übergeht.",
  "membership.moved.open": "Dort übernehmen",
  "membership.moved.none": "Hier ist nichts zu übernehmen",
  "membership.moved.none.body":
    "Die Mitglieder haben diese Mitgliedschaft nicht übertragen, oder die Frist ist vorbei. Eine neue Abstimmung kann sie wieder öffnen.",
  "membership.take.title": "Anteil\u00a0{n} übernehmen",
  "membership.take.lead": "Sein Mitglied übergibt ihn an Sie. Eine Bestätigung, und er gehört Ihnen.",
  "membership.take.free": "Er kostet Sie nichts.",
  "membership.take.costs": "Sie zahlen im selben Schritt {price} an das Mitglied, das ihn übergibt.",
  "membership.take.noVouchers": "Mit ihm kommen eine Stimme und sein Platz in der Reihenfolge, aber keine Gutscheine.",
  "membership.take.until": "Das Angebot gilt bis {when}.",
  "membership.take.signIn": "Melden Sie sich mit dem Konto an, dem der Anteil übergeben wird.",
  "membership.take.notMine": "Dieser Anteil wird einem anderen Konto übergeben: {account}",
  "membership.take.do": "Anteil übernehmen",
  "membership.take.pay": "{price} zahlen und Anteil übernehmen",
  "membership.take.done": "Sie sind jetzt Mitglied\u00a0{n}",
  "membership.take.toMe": "Zu meiner Seite",
  "membership.take.broken": "Dieser Link ist unvollständig",
  "membership.take.broken.body":
    "Er wurde unterwegs abgeschnitten. Bitten Sie das Mitglied, ihn noch einmal zu senden.",
  "membership.void.title": "Ich habe etwas unterschrieben, das ich nicht wollte",
  "membership.void.body":
    "Alles, was Sie früher bestätigt haben und was noch nicht angekommen ist, wird im ganzen Haus ungültig. Was schon eingetragen ist, bleibt.",
  "membership.void.do": "Ungültig machen",
};
