import type { FirstPrices } from "#ignition/firstPrices.ts";

/** What the counter sells on its first day; afterwards the list that the team signs at its desk counts. */
export const prices: FirstPrices = {
  taxes: [
    { label: "A", rate: 7 },
    { label: "B", rate: 19 },
  ],
  groups: [
    {
      name: { de: "Eintritt", en: "Admission" },
      items: [
        { name: { de: "Kinokarte", en: "Ticket" }, amount: "9.00", tax: "A" },
        { name: { de: "Ermäßigt", en: "Concession" }, amount: "7.00", tax: "A" },
        { name: { de: "Überlänge", en: "Long film" }, amount: "1.50", tax: "A" },
      ],
    },
    {
      name: { de: "An der Theke", en: "Snack bar" },
      items: [
        { name: { de: "Popcorn", en: "Popcorn" }, amount: "4.50", tax: "A" },
        { name: { de: "Limonade", en: "Lemonade" }, amount: "3.50", tax: "B" },
        { name: { de: "Bier", en: "Beer" }, amount: "4.20", tax: "B" },
      ],
    },
  ],
};
