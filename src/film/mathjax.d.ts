/** MathJax as far as formulas need it. */
declare module 'mathjax' {
  /** Reads the tree that MathJax makes. */
  export interface Adaptor {
    kind(node: unknown): string;
    childNodes(node: unknown): readonly unknown[];
    getAttribute(node: unknown, name: string): string | undefined;
    textContent(node: unknown): string;
  }
  const engine: {
    init(settings: object): Promise<unknown>;
    readonly version: string;
    tex2svgPromise(tex: string, options: { readonly display: boolean }): Promise<unknown>;
    readonly startup: { readonly adaptor: Adaptor };
  };
  export default engine;
}
