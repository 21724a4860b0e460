import { compile } from "./compile/compile.ts";
import { buildApp } from "./start/buildApp.ts";

// Through the same door as `npm start`, so that neither takes the other's build for its own.
const practice = process.env.RUNDE_PRACTICE !== "0";
await compile();
console.log(`App and counter, ${practice ? "with" : "without"} practice: ${await buildApp({ practice })}`);
