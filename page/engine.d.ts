// What the worker has besides a page: the engine's own script, and what this TypeScript does not know.
declare function mdsEngine(options: { wasmBinary: Uint8Array, readPdf: (bytes: Uint8Array) => Uint8Array | null }): Promise<any>;
declare function mdsPdfWords(options: object): unknown;
declare class DecompressionStream {
  constructor(format: "gzip");
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<Uint8Array>;
}
