/** SHA-256 of the declarations of the library's doors, comments and all. */
export function declarationsHash(): string;
