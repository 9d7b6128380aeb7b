export interface ServeOptions {
  readonly data: string;
  readonly port: number;
  readonly demo: boolean;
}

/** Runs until it is told to stop. */
export async function serveHere(_options: ServeOptions): Promise<number> {
  return 0;
}
