/**
 * The names a sentence asks for, read from its ICU text by the compiler:
 * `ArgsOf<"{n, plural, one {# seat} other {# seats}} for {name}">` is `"n" | "name"`.
 * Two readers call each other: text between braces, and the cases of a plural or select.
 */
export type ArgsOf<Message extends string> = InText<Message, never>;

type InText<S extends string, Out extends string> = S extends `${infer Before}{${infer After}`
  ? Before extends `${string}}${string}`
    ? S extends `${string}}${infer Rest}`
      ? InCases<Rest, Out>
      : Out
    : InArgument<After, Out>
  : S extends `${string}}${infer Rest}`
    ? InCases<Rest, Out>
    : Out;

type InArgument<S extends string, Out extends string> = S extends `${infer Head}}${infer Rest}`
  ? Head extends `${infer Name},${string}`
    ? Head extends `${string}{${string}`
      ? S extends `${string},${infer Cases}`
        ? InCases<Cases, Out | Trim<Name>>
        : Out
      : InText<Rest, Out | Trim<Name>>
    : InText<Rest, Out | Trim<Head>>
  : Out;

type InCases<S extends string, Out extends string> = S extends `${infer Before}{${infer After}`
  ? Before extends `${string}}${string}`
    ? S extends `${string}}${infer Rest}`
      ? InText<Rest, Out>
      : Out
    : InText<After, Out>
  : S extends `${string}}${infer Rest}`
    ? InText<Rest, Out>
    : Out;

type Trim<S extends string> = S extends ` ${infer T}` ? Trim<T> : S extends `${infer T} ` ? Trim<T> : S;
