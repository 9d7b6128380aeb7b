/** A bar on a terminal; nothing at all elsewhere. */
export function progressBar(out: NodeJS.WriteStream): { show(done: number, total: number, what: string): void; end(): void } {
  if (!out.isTTY) return { show: () => undefined, end: () => undefined };
  const width = 24;
  return {
    show(done, total, what) {
      const full = Math.round((done / Math.max(1, total)) * width);
      out.write(`\r\x1b[K${'█'.repeat(full)}${'░'.repeat(width - full)} ${done}/${total} ${what}`);
    },
    end: () => void out.write('\r\x1b[K'),
  };
}
