/** The folder of a build of the sources as they are now. @throws Error, one line, where they cannot be built */
export function latestBuild(): Promise<string>;
