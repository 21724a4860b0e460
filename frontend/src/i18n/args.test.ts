import { expectTypeOf, it } from "vitest";
import type { ArgsOf } from "./args.ts";

// Checked by the compiler: a wrong line here does not compile.
it("reads the values a sentence asks for", () => {
  expectTypeOf<ArgsOf<"nothing">>().toEqualTypeOf<never>();
  expectTypeOf<ArgsOf<"as of {time}">>().toEqualTypeOf<"time">();
  expectTypeOf<ArgsOf<"{a} of { b }, {c, number}">>().toEqualTypeOf<"a" | "b" | "c">();
  expectTypeOf<ArgsOf<"{n, plural, =0 {none} one {# seat} other {# seats}} for {name}">>().toEqualTypeOf<
    "n" | "name"
  >();
  expectTypeOf<ArgsOf<"{n, plural, one {word} other {of {total}}}">>().toEqualTypeOf<"n" | "total">();
});
