import { joinVersions } from "#protocol/house/versions.ts";

const en = `Runde: terms of the second round

1. What you join. A café that one hundred people founded, that is open, and whose books you have been able to read since its first day. One hundred more places are offered at 50,000 yuan each. If at least sixty are taken at the end, the round succeeds; if not, every payer gets everything back.

2. One person, one share. Your share is the same as a founder's: one vote, one equal claim, bound to you. Nobody holds more, whatever was paid.

3. Your coffee. You receive vouchers worth exactly what you paid. The counter takes them at face value, and they do not expire. They are coffee paid in advance and no investment.

4. Thinking it over. In the last three days of the round no new place is sold; if all places are taken earlier, three days run from that moment. Until the last of those days begins you may withdraw without a reason and get everything back; places given back may be taken by others until the end, for good on the last day.

5. Your turn. You join those who have not yet served at the table of ten. You may be elected or drawn for any term whose ballot begins after you became a member; you may decline.

6. The money goes to the house account on the day the round succeeds. The ten in office spend it within the budget that the members voted, and anything larger needs a vote of all, including yours.

7. Everything else is as in the terms of the founding round: what nobody can do, what you risk, how we decide.

8. By taking a place you accept these terms and the criteria of admission. Your signature refers to exactly this text, in all its languages. Where they differ, the English version prevails.`;

const de = `Runde: Bedingungen der zweiten Runde

1. Wem Sie beitreten. Einem Café, das einhundert Menschen gegründet haben, das geöffnet ist und dessen Bücher Sie seit dem ersten Tag lesen konnten. Angeboten werden einhundert weitere Plätze zu je 50.000 Yuan. Sind am Ende mindestens sechzig vergeben, kommt die Runde zustande; wenn nicht, bekommen alle, die gezahlt haben, alles zurück.

2. Eine Person, ein Anteil. Ihr Anteil ist derselbe wie der eines Gründungsmitglieds: eine Stimme, ein gleicher Anspruch, an Sie gebunden. Niemand hat mehr, gleich was gezahlt wurde.

3. Ihr Kaffee. Sie erhalten Gutscheine über genau den Betrag, den Sie gezahlt haben. Die Theke nimmt sie zum Nennwert, und sie verfallen nicht. Sie sind im Voraus bezahlter Kaffee und keine Geldanlage.

4. Bedenkzeit. In den letzten drei Tagen der Runde wird kein neuer Platz verkauft; sind alle Plätze früher vergeben, laufen die drei Tage ab diesem Moment. Bis der letzte dieser Tage beginnt, können Sie ohne Begründung zurücktreten und bekommen alles zurück; zurückgegebene Plätze können andere bis zum Ende nehmen, am letzten Tag endgültig.

5. Ihre Zeit im Amt. Sie kommen zu denen, die noch nicht am Zehnertisch waren. Sie können für jede Amtszeit gewählt oder ausgelost werden, deren Wahl nach Ihrem Beitritt beginnt; Sie können ablehnen.

6. Das Geld geht an dem Tag in die Hauskasse, an dem die Runde zustande kommt. Die zehn im Amt geben es im Rahmen des Budgets aus, das die Mitglieder beschlossen haben; alles Größere braucht eine Abstimmung aller, auch Ihre Stimme.

7. Alles Übrige ist wie in den Bedingungen der Gründungsrunde: was niemand kann, was Sie wagen, wie wir beschließen.

8. Mit dem Platz nehmen Sie diese Bedingungen und die Aufnahmekriterien an. Ihre Unterschrift bezieht sich auf genau diesen Text in allen seinen Sprachen. Weichen sie voneinander ab, gilt die englische Fassung.`;

const zh = `Runde：第二轮条款

一、您加入的是什么。一家由一百人创办、已经营业的咖啡馆，从第一天起您就能查阅它的账本。本轮再提供一百个名额，每个50,000元。结束时若至少认购了六十个，本轮即告成立；否则全部款项退还给每一位付款人。

二、一人一股。您的股份与创办人的完全相同：一票、一份同等的权益，属于您本人。无论支付多少，任何人都不会持有更多。

三、您的咖啡。您获得代金券，价值与您所付的款项完全相等。收银台按面值收取，永不过期。代金券是预付的咖啡，不是投资。

四、冷静期。本轮最后三天不再出售新名额；若名额提前售完，自售完之时起计三天。在这三天的最后一天开始之前，您可以无理由退出，款项全额退还；退回的名额可由他人认购，直至结束，最后一天认购即不能退出。

五、轮到您时。您将与尚未加入过监督组的成员一起轮值。凡在您成为成员之后开始投票的任期，您都可能当选或被抽中；您可以婉拒。

六、本轮成立当天，款项转入公共账户。在任十人在成员表决的预算之内支出；更大的支出须由全体成员表决，包括您的一票。

七、其他一切与创始轮条款相同：任何人都做不到的事、您承担的风险、我们如何决定。

八、认购名额即表示您接受这些条款和入会标准。您的签名针对的正是这份文本及其所有语言版本。如各版本有出入，以英文版本为准。`;

/** What every buyer of a place in the second round accepts. */
export const secondRoundTerms = joinVersions([
  { language: "en", text: en },
  { language: "de", text: de },
  { language: "zh", text: zh },
]);
