/** Encodes a text as GB18030, with the table read back from the platform's decoder: ASCII, two-byte and (for what has none) four-byte characters. */
export function gb18030(text: string): Buffer {
  return Buffer.concat([...text].map((char) => {
    const code = char.codePointAt(0)!;
    if (code < 0x80) return Buffer.from([code]);
    const two = table().get(char);
    if (two !== undefined) return Buffer.from([two >> 8, two & 0xff]);
    if (code < 0x10000) throw new Error(`${char} is not in the two-byte table`);
    const linear = code - 0x10000;
    return Buffer.from([0x90 + Math.floor(linear / 12600), 0x30 + (Math.floor(linear / 1260) % 10), 0x81 + (Math.floor(linear / 10) % 126), 0x30 + (linear % 10)]);
  }));
}

let known: Map<string, number> | null = null;

function table(): Map<string, number> {
  if (known !== null) return known;
  known = new Map();
  const decoder = new TextDecoder('gb18030');
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const char = decoder.decode(Uint8Array.of(lead, trail));
      if ([...char].length === 1 && char !== '\uFFFD' && !known.has(char)) known.set(char, (lead << 8) | trail);
    }
  }
  return known;
}
