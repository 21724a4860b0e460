/// <reference types="vite/client" />

/** False in builds for public networks (`RUNDE_PRACTICE=0`): guard the lazy import of practice code with it. */
declare const __PRACTICE__: boolean;

/** What the club speaks, the default first: put in by the build. */
declare const __LANGUAGES__: readonly ("en" | "de" | "zh")[];

/** What the counter sells before anybody has signed a list: put in by the build. */
declare const __PRICES__: import("#protocol/voucher/priceList.ts").PriceList;
