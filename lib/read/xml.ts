import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import { Unfit } from './unfit.ts';

/** What happens in an XML text; names without their prefix. */
export interface XmlVisitor {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Streams XML through a visitor; `settle` runs after each chunk. Characters are decoded before they are parsed, so none is torn at a chunk's border.
 * Documents with a DTD are refused, which leaves no entities but the predefined ones.
 */
export async function parseXml(stream: Readable, count: (chunk: Buffer) => void, visitor: XmlVisitor, settle?: () => Promise<boolean | void>): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let trouble: Error | null = null;
  parser.on('error', (error) => {
    trouble ??= error;
  });
  parser.on('doctype', () => {
    trouble ??= new Unfit('damaged', 'the workbook declares a document type');
  });
  if (visitor.open) parser.on('opentag', ({ name, attributes }) => visitor.open!(localName(name), attributes));
  if (visitor.text) {
    parser.on('text', (text) => visitor.text!(text));
    parser.on('cdata', (text) => visitor.text!(text));
  }
  if (visitor.close) parser.on('closetag', ({ name }) => visitor.close!(localName(name)));
  let decoder: TextDecoder | null = null;
  const check = (): void => {
    if (trouble !== null) throw trouble instanceof Unfit ? trouble : new Unfit('damaged', 'a part of the workbook is no valid XML');
  };
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      count(chunk);
      decoder ??= new TextDecoder(chunk[0] === 0xff && chunk[1] === 0xfe ? 'utf-16le' : chunk[0] === 0xfe && chunk[1] === 0xff ? 'utf-16be' : 'utf-8');
      parser.write(decoder.decode(chunk, { stream: true }));
      check();
      if ((await settle?.()) === false) return;
    }
    parser.write(decoder?.decode() ?? '').close();
    check();
    await settle?.();
  } finally {
    stream.destroy();
  }
}
