/** A text for people, in the two languages that are equal everywhere a user reads. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

export type Locale = keyof Words;

export const words = (zh: string, en: string): Words => ({ zh, en });
