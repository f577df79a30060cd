/** The notices for files of packages. @param files as paths from the project */
export function noticesFor(files: readonly string[]): string;
/** What a build carries along, found by making one. */
export function carriedFiles(): Promise<readonly string[]>;
