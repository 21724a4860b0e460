import type { FirstPrices } from "#ignition/firstPrices.ts";

/** What the counter sells on its first day; afterwards the list that the team signs at its desk counts. */
export const prices: FirstPrices = {
  taxes: [
    // Drinks and food at the counter are a service (VAT 6 %), beans to take home are goods (13 %).
    { label: "A", rate: 6 },
    { label: "B", rate: 13 },
  ],
  groups: [
    {
      name: { en: "Coffee", de: "Kaffee", zh: "咖啡" },
      items: [
        { name: { en: "Coffee", de: "Kaffee", zh: "咖啡" }, amount: "28.00", tax: "A" },
        { name: { en: "Espresso", de: "Espresso", zh: "意式浓缩" }, amount: "20.00", tax: "A" },
        { name: { en: "Flat white", de: "Flat White", zh: "澳白" }, amount: "32.00", tax: "A" },
        { name: { en: "Pour-over", de: "Handfilter", zh: "手冲" }, amount: "38.00", tax: "A" },
      ],
    },
    {
      name: { en: "Other drinks", de: "Andere Getränke", zh: "其他饮品" },
      items: [
        { name: { en: "Tea", de: "Tee", zh: "茶" }, amount: "26.00", tax: "A" },
        { name: { en: "Hot chocolate", de: "Heiße Schokolade", zh: "热巧克力" }, amount: "30.00", tax: "A" },
        { name: { en: "Oat milk", de: "Hafermilch", zh: "换燕麦奶" }, amount: "4.00", tax: "A" },
      ],
    },
    {
      name: { en: "To eat", de: "Zu essen", zh: "点心" },
      items: [
        { name: { en: "Croissant", de: "Croissant", zh: "可颂" }, amount: "22.00", tax: "A" },
        { name: { en: "Cheesecake", de: "Käsekuchen", zh: "芝士蛋糕" }, amount: "34.00", tax: "A" },
      ],
    },
    {
      name: { en: "To take home", de: "Zum Mitnehmen", zh: "带回家" },
      items: [{ name: { en: "Beans, 250 g", de: "Bohnen, 250 g", zh: "咖啡豆250克" }, amount: "98.00", tax: "B" }],
    },
  ],
};
