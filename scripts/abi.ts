import { compile } from "./compile/compile.ts";

console.log(`Contracts and ABIs: ${await compile()}`);
