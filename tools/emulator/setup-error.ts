/** Something that the person at the terminal has to know or to install: its message is shown without a stack trace. */
export class SetupError extends Error {}
