/** What every buyer of a seat in the second round accepts. */
export const secondRoundTerms = `Runde: terms of the second round

1. What you join. A café that one hundred people founded, that is open, and whose books you have been able to read since its first day. One hundred more seats are offered at 50,000 yuan each. If at least sixty are taken at the end, the round comes true; if not, every payer gets everything back.

2. One person, one share. Your share is the same as a founder's: one vote, one equal claim, bound to you. Nobody holds more, whatever was paid.

3. Your coffee. You receive vouchers worth exactly what you paid. The counter takes them at face value, and they do not expire. They are coffee paid in advance and no investment.

4. Thinking it over. In the last three days of the round nothing is sold; if all places are taken earlier, three days pass from then. Until those days are over you may withdraw without a reason and get everything back.

5. Your turn. You join those who have not yet served at the table of ten. You may be elected or drawn for any term whose ballot begins after you became a member; you may decline.

6. The money goes to the treasury of the house on the day the round comes true. The ten in office spend it within the budget that the members voted, and anything larger needs a vote of all, including yours.

7. Everything else is as in the terms of the founding round: what nobody can do, what you risk, how we decide.

8. By taking a place you accept these terms and the criteria of admission. Your signature names this very text.`;
