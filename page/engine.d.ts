// What the worker has besides a page: the engine's own script, and what this TypeScript does not know.
declare function mdsEngine(options: { wasmBinary: Uint8Array }): Promise<any>;
declare class DecompressionStream {
  constructor(format: "gzip");
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<Uint8Array>;
}
