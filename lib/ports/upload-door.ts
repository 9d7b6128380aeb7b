import type { MerchantId, UploadId } from '../model/ids.ts';

/** A file that was announced: its bytes may come once, exactly so many, under the name of its upload. */
export interface Announced {
  readonly merchant: MerchantId;
  readonly upload: UploadId;
  readonly file: string;
  readonly bytes: number;
}

/** How its bytes are to be sent. With `fields`: as a form, these first and the file last, in a field named `file`. */
export interface Address {
  readonly url: string;
  readonly method: 'PUT' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly fields?: Readonly<Record<string, string>>;
}

/** Where announced files are sent. An address is good for a short time and for nothing else. */
export interface UploadDoor {
  open(announced: Announced): Promise<Address>;
}
