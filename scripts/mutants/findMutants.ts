import { createHash } from "node:crypto";

/** A node of the compiler's syntax tree, with whatever its kind has. */
export interface CodeNode {
  nodeType: string;
  /** `start:length:file`, in bytes. */
  src: string;
  [field: string]: unknown;
}

/** One small change of one file. */
export interface Mutant {
  /** `contracts/…/X.sol`. */
  file: string;
  /** From 1. */
  line: number;
  operator: string;
  /** In bytes. */
  start: number;
  length: number;
  before: string;
  after: string;
  /** Says the same for the same change, wherever in the file it stands: file, operator, its line's text, which of them. */
  name: string;
}

/** What each operator of the language is exchanged for; the list that a run goes by. */
const exchanged: Readonly<Record<string, readonly string[]>> = {
  "<": ["<="],
  "<=": ["<"],
  ">": [">="],
  ">=": [">"],
  "==": ["!="],
  "!=": ["=="],
  "+": ["-"],
  "-": ["+"],
  "*": ["/"],
  "/": ["*"],
  "%": ["*"],
  "&": ["|"],
  "|": ["&"],
  "^": ["&"],
  "<<": [">>"],
  ">>": ["<<"],
  "&&": ["||"],
  "||": ["&&"],
  "+=": ["-="],
  "-=": ["+="],
  "|=": ["&="],
  "++": ["--"],
  "--": ["++"],
};

/** Every change that the operators make of a file: an operator exchanged, a guard or a statement left out, a number raised. */
export function findMutants(file: string, source: Buffer, tree: CodeNode): Mutant[] {
  const found: Omit<Mutant, "name">[] = [];
  const add = (operator: string, [start, length]: readonly [number, number], after: string) => {
    const before = source.subarray(start, start + length).toString();
    const line = source.subarray(0, start).toString().split("\n").length;
    found.push({ file, line, operator, start, length, before, after });
  };
  const between = (operator: string, from: number, to: number) => {
    const at = source.indexOf(operator, from);
    if (at === -1 || at >= to) return;
    for (const other of exchanged[operator] ?? []) add(`${operator} to ${other}`, [at, operator.length], other);
  };
  const visit = (node: CodeNode) => {
    if (untouched.has(node.nodeType)) return;
    const [start, length] = placeOf(node);
    switch (node.nodeType) {
      case "BinaryOperation":
        between(String(node.operator), endOf(node.leftExpression), placeOf(node.rightExpression)[0]);
        break;
      case "Assignment":
        between(String(node.operator), endOf(node.leftHandSide), placeOf(node.rightHandSide)[0]);
        break;
      case "UnaryOperation":
        if (node.operator === "!") add("leave out !", [start, 1], "");
        else if (node.operator === "++" || node.operator === "--") between(node.operator, start, start + length);
        break;
      case "IfStatement":
        add(isRefusal(node.trueBody) ? "leave out a guard" : "never go in", placeOf(node.condition), "false");
        break;
      case "ExpressionStatement":
      case "EmitStatement":
        // The compiler's place ends before the semicolon.
        add("leave out a statement", [start, source.indexOf(";", start + length) + 1 - start], "{}");
        break;
      case "ModifierInvocation":
        if (node.kind === "modifierInvocation") add("leave out a modifier", [start, length], "");
        break;
      case "Literal":
        if (node.kind === "bool") add("turn over", [start, length], node.value === "true" ? "false" : "true");
        else if (node.kind === "number" && /^\d[\d_]*$/.test(String(node.value))) {
          const digits = String(node.value);
          add("one more", [start, digits.length], String(BigInt(digits.replaceAll("_", "")) + 1n));
        }
    }
    for (const child of childrenOf(node)) visit(child);
  };
  visit(tree);
  return named(found, source);
}

/** Nothing is changed in what only names things, and not in assembly, whose operators are functions. */
const untouched = new Set(["InlineAssembly", "PragmaDirective", "ImportDirective", "StructuredDocumentation"]);

function placeOf(node: unknown): readonly [number, number] {
  const [start = 0, length = 0] = (node as CodeNode).src.split(":").map(Number);
  return [start, length];
}

/** Where the function around a place begins and ends, in bytes; undefined where there is none. */
export function functionAround(tree: CodeNode, at: number): readonly [number, number] | undefined {
  const [start, length] = placeOf(tree);
  if (at < start || at >= start + length) return;
  if (tree.nodeType === "FunctionDefinition") return [start, start + length];
  for (const child of childrenOf(tree)) {
    const found = functionAround(child, at);
    if (found) return found;
  }
}

function endOf(node: unknown): number {
  const [start, length] = placeOf(node);
  return start + length;
}

function isRefusal(body: unknown): boolean {
  const { nodeType, statements } = body as CodeNode;
  if (nodeType === "RevertStatement") return true;
  return nodeType === "Block" && Array.isArray(statements) && statements.length === 1 && isRefusal(statements[0]);
}

function childrenOf(node: CodeNode): CodeNode[] {
  return Object.values(node)
    .flat()
    .filter((one): one is CodeNode => typeof one === "object" && one !== null && "nodeType" in one && "src" in one);
}

function named(found: readonly Omit<Mutant, "name">[], source: Buffer): Mutant[] {
  const lines = source.toString().split("\n");
  const seen = new Map<string, number>();
  return found
    .toSorted((a, b) => a.start - b.start || a.operator.localeCompare(b.operator))
    .map((mutant) => {
      const words = `${mutant.file}: ${mutant.operator}: ${lines[mutant.line - 1]?.trim()}`;
      const times = (seen.get(words) ?? 0) + 1;
      seen.set(words, times);
      return { ...mutant, name: times === 1 ? words : `${words} (${times})` };
    });
}

/** So many of them, always the same for the same names: those whose hash with the seed is lowest. */
export function drawn(mutants: readonly Mutant[], most: number, seed: string): Mutant[] {
  const place = ({ name }: Mutant) => createHash("sha256").update(`${seed}\0${name}`).digest("hex");
  return mutants
    .map((mutant) => ({ mutant, at: place(mutant) }))
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
    .slice(0, most)
    .map(({ mutant }) => mutant)
    .toSorted((a, b) => a.start - b.start);
}

/** The file with the change in it. */
export function mutated(source: Buffer, { start, length, after }: Mutant): string {
  return Buffer.concat([source.subarray(0, start), Buffer.from(after), source.subarray(start + length)]).toString();
}
