export declare function languageModules(root?: string): ReadonlyMap<string, string>;
