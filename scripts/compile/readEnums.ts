import { type Built, type SyntaxNode, syntaxTrees } from "./buildRecords.ts";

/** An enum of an interface: its members' numbers are their places in the list. */
export interface ContractEnum {
  owner: string;
  name: string;
  members: string[];
}

const INTERFACE = /^project\/contracts\/.*\/I[A-Z]\w*\.sol$/;
/** The house's own governor speaks of a proposal's state in OpenZeppelin's numbers. */
const GOVERNOR = /^npm\/@openzeppelin\/contracts@[^/]+\/governance\/IGovernor\.sol$/;

/** Reads the enums that an ABI of the house can name from the compiler's syntax trees; an ABI itself says only `uint8`. */
export function readEnums(built: readonly Built[]): ContractEnum[] {
  const files = new Map(built.filter(({ file }) => INTERFACE.test(file)).map(({ file, syntax }) => [file, syntax]));
  const governors = [...syntaxTrees()].filter(([file]) => GOVERNOR.test(file));
  const found = [...files, ...governors].flatMap(([, tree]) => enumsOf(tree));
  return found.sort((one, other) => (one.name < other.name ? -1 : 1));
}

function enumsOf(file: SyntaxNode): ContractEnum[] {
  return (file.nodes ?? [])
    .filter((node) => node.nodeType === "ContractDefinition")
    .flatMap((contract) =>
      (contract.nodes ?? [])
        .filter((node) => node.nodeType === "EnumDefinition")
        .map((node) => ({
          owner: contract.name ?? "",
          name: node.name ?? "",
          members: (node.members ?? []).map((member) => member.name),
        })),
    );
}
