import { Failure } from '../model/failure.ts';

/** What the functions are told by the stack, as environment variables. The stack sets each of them where a function needs it. */
export const settingNames = {
  /** Head, ledger, documents and keys: `tables.ts`. */
  stateTable: 'AFTERTIER_STATE_TABLE',
  /** Stored look-up answers. */
  tiersTable: 'AFTERTIER_TIERS_TABLE',
  /** Parts, manifests, reports, large documents. No personal data. */
  lakeBucket: 'AFTERTIER_LAKE_BUCKET',
  /** `uploads/{merchant}/…` as merchants put them, `raw/…` the rejected records. Versioned. */
  uploadsBucket: 'AFTERTIER_UPLOADS_BUCKET',
  /** Name of the SSM parameter (SecureString) that holds the installation's secret. */
  secretParameter: 'AFTERTIER_SECRET_PARAMETER',
} as const;

export type Setting = keyof typeof settingNames;

/** The settings asked for, of an environment. Throws `not_configured` with the name of the first that is missing. */
export function settingsFrom<S extends Setting>(environment: Readonly<Record<string, string | undefined>>, wanted: readonly S[]): Readonly<Record<S, string>> {
  const read = (setting: Setting): string => {
    const value = environment[settingNames[setting]];
    if (value === undefined || value === '') throw new Failure('not_configured', `${settingNames[setting]} is not set.`);
    return value;
  };
  return Object.fromEntries(wanted.map((setting) => [setting, read(setting)])) as Record<S, string>;
}

/** Folders of the uploads bucket. Only the first raises events. */
export const uploadsPrefix = 'uploads/';
export const rawPrefix = 'raw/';
