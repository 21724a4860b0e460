/** Something that whoever starts the relay can mend. Its message is a sentence for them. */
export class Mistake extends Error {}
