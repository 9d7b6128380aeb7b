import fc from 'fast-check';

/** A small damage; `at` is a share of the file. */
export type Mutation = { readonly kind: 'flip' | 'delete' | 'insert' | 'cut' | 'quote'; readonly at: number; readonly value: number };

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom('flip', 'delete', 'insert', 'quote', 'flip', 'delete', 'insert', 'quote', 'cut'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  value: fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(0, 10, 13, 34, 44, 0x81, 0xff)),
});

export function mutated(content: Buffer, mutations: readonly Mutation[]): Buffer {
  return mutations.reduce((bytes, { kind, at, value }) => {
    const place = Math.floor(at * bytes.length);
    switch (kind) {
      case 'flip':
        return Buffer.concat([bytes.subarray(0, place), Buffer.from([value]), bytes.subarray(place + 1)]);
      case 'delete':
        return Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + 1 + (value % 4))]);
      case 'insert':
        return Buffer.concat([bytes.subarray(0, place), Buffer.from([value]), bytes.subarray(place)]);
      case 'quote': {
        const quote = bytes.indexOf(34, place);
        return quote < 0 ? bytes : Buffer.concat([bytes.subarray(0, quote), bytes.subarray(quote + 1)]);
      }
      case 'cut':
        return bytes.subarray(0, Math.max(place, bytes.length >> 1));
    }
  }, content);
}
