/**
 * Immutable blobs by key (`a/b/c.parquet`). Write-once: a key that was ever written keeps its content.
 * Implemented by the folder (temp file, fsync, link) and S3 (`If-None-Match: *`); held equal by tests/contracts/objects.
 */
export interface Objects {
  /** Writes a new object; answers false, and leaves the old content, where the key exists already. */
  put(key: string, body: Uint8Array | string): Promise<boolean>;
  /** The same from a local file, streamed. The file may be moved: the caller must not use it afterwards. */
  putFile(key: string, path: string): Promise<boolean>;
  /** Null where there is no such object. */
  get(key: string): Promise<Uint8Array | null>;
  /** A local path that holds the object's content, for engines that read files. Throws `not_found`. */
  local(key: string): Promise<string>;
  /** Keys under a prefix in ascending order, with size in bytes and time of writing. */
  list(prefix: string): AsyncIterable<{ key: string; bytes: number; writtenMs: number }>;
  /** Removing what is not there is no error. */
  remove(key: string): Promise<void>;
}
